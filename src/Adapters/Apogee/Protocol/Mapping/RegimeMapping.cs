using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Régime and statut, which the mapping gives per formation and an OPI has once: those of the formations that are offered, where they
/// agree. Else the candidate may still choose either formation, and neither value is right for both.
/// </summary>
internal static class RegimeMapping
{
    public static void Map(BlocBuilder individu, OpiSouhaitee souhaitee, MappingContext context)
    {
        individu
            .Set("donneesPersonnelles.codRgi", Common("codRgi", "le régime d'inscription", souhaitee, c => c.CodRgi, context))
            .Set("donneesPersonnelles.codStu", Common("codStu", "le statut", souhaitee, c => c.CodStu, context));
    }

    private static string? Common(
        string champ, string libelle, OpiSouhaitee souhaitee, Func<CibleVet, string?> read, MappingContext context)
    {
        var given = souhaitee.Voeux.Where(v => v.Code != CodeDecision.D && !string.IsNullOrWhiteSpace(read(v.Cible)))
            .Select(v => (v.Cible.Vet, Code: read(v.Cible)!.Trim())).ToList();
        if (given.DistinctBy(g => g.Code).Count() < 2) return given.Select(g => g.Code).FirstOrDefault();
        context.Warn(champ, $"{libelle} n'est pas le même pour les formations offertes ("
            + string.Join(", ", given.Select(g => $"{g.Vet} : {Cite.De(g.Code)}"))
            + ") : il n'est pas transmis, l'indiquer à l'inscription.");
        return null;
    }
}
