using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Pages.Correspondances;

/// <summary>A formation that is mapped, or that somebody waits for.</summary>
/// <param name="Mapping">Null: candidates ask for it and nobody has set it up.</param>
/// <param name="Retenus">How many wait for each answer; under null those whose answer does not matter.</param>
public sealed record LigneFormation(int Code, FormationMapping? Mapping, IReadOnlyList<(Reponse? Reponse, int Candidats)> Retenus)
{
    public int TousRetenus => Retenus.Sum(r => r.Candidats);
}

/// <summary>The formations of an établissement, those that hold most candidates first.</summary>
internal static class LignesFormations
{
    public static async Task<IReadOnlyList<LigneFormation>> DeAsync(
        EtablissementModel etablissement, CausesEnAttente causes, CancellationToken ct)
    {
        var held = (await causes.ReservesAsync(etablissement.Code, ct)).Where(c => c.Formation is not null)
            .ToLookup(c => c.Formation!.Value, c => (AnswerOf(c), c.Concernes.Count));
        var known = etablissement.Document.Formations.ToDictionary(f => f.CodeFormationPsup);
        return
        [
            .. known.Keys.Union(held.Select(h => h.Key))
                .Select(code => new LigneFormation(code, known.GetValueOrDefault(code), [.. held[code]]))
                .OrderByDescending(row => row.TousRetenus).ThenBy(row => row.Code),
        ];
    }

    // As in « formations[8877].ouiSi3Ans.codCatOuiSi ».
    private static Reponse? AnswerOf(Cause cause) => cause.Champ?.Split('.') is [_, var field, ..]
        && Formulaire.Reponses.FirstOrDefault(r => r.Prefixe == field) is { Prefixe: not null } answer ? answer.Reponse : null;
}
