namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>From year to year: the API never falls back by itself.</summary>
internal static class Replis
{
    /// <summary>The years that are still to be asked after an answer: none once a year gave a record.</summary>
    public static Queue<string> Apres(EssaiLigne essai, Queue<string> restants, bool repli) => essai.Reponse.Reponse switch
    {
        ReponseExposition.SansMillesime(_, var disponibles) when repli && !essai.Question.Repli =>
            new(disponibles.Where(m => m != essai.Question.Millesime).Distinct().OrderByDescending(m => Millesime.Fin(m))
                .ThenByDescending(m => m, StringComparer.Ordinal)),
        ReponseExposition.SansMillesime => restants,
        _ => [],
    };
}
