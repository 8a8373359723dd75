using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>A line with its two choices made; its reason is settled when all lines are.</summary>
internal sealed record LigneChoisie(LigneCandidate Candidate, ChoixInsertion Insertion, ChoixRemuneration Remuneration)
{
    public static async Task<LigneChoisie> ChoisirAsync(
        LigneCandidate candidate, Questionneur questions, string? millesime, bool repli, CancellationToken ct)
    {
        var insertion = new ChoixInsertion(candidate, millesime, repli);
        while (insertion.Suivante() is { } question)
            insertion.Repondre(await questions.LireAsync(
                DemandeExposition.Formation(question.Uai!.Value.Uai, question.Code, question.Millesime), ct));
        var remuneration = new ChoixRemuneration(candidate, insertion.Retenu, millesime, repli);
        while (remuneration.Suivante() is { } question)
            remuneration.Repondre(await questions.LireAsync(DemandeExposition.Certification(question.Code, question.Millesime), ct));
        return new LigneChoisie(candidate, insertion, remuneration);
    }
}
