namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>A question that the choice of a line asks.</summary>
/// <param name="Uai">Null for the pay, which is national.</param>
/// <param name="Repli">Another year than the one that was asked for, since that one has no data.</param>
public sealed record QuestionLigne(CandidatCode Candidat, UaiExposition? Uai, string? Millesime, bool Repli = false)
{
    public CodeCertification Code => Candidat.Possible!.Value;
}

/// <summary>An answer with its age, as the choice takes it.</summary>
/// <param name="Date">When the API gave it.</param>
/// <param name="DerniereConnue">The API did not answer now: it is what it said last.</param>
public sealed record ReponseDatee(ReponseExposition Reponse, DateTimeOffset Date, bool DerniereConnue = false);

/// <summary>A code that was tried, where, and what came back.</summary>
public sealed record EssaiLigne(QuestionLigne Question, ValeurReponse Valeur, ReponseDatee Reponse)
{
    public string EnClair => LectureReponse.EnClair(Reponse.Reponse, Valeur);

    public EnregistrementExposition? Enregistrement => (Reponse.Reponse as ReponseExposition.Trouve)?.Enregistrement;
}
