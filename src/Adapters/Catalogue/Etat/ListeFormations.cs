using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>Which formations somebody looks for.</summary>
/// <param name="Statuts">None: of every status.</param>
/// <param name="Academies">Null: of every académie, and of none.</param>
/// <param name="Mots">All of them stand in the formation.</param>
internal sealed record FiltreFormations(
    IReadOnlyCollection<StatutCatalogue> Statuts, IReadOnlyCollection<int>? Academies, IReadOnlyList<string> Mots)
{
    public static IReadOnlyList<string> LireMots(string? recherche) =>
        [.. Domain.Catalogue.Statuts.Pli(recherche ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10)];

    public bool Retient(FormationCatalogue formation) => Mots.Count == 0 || Texte(formation) is var text
        && Mots.All(word => text.Contains(word, StringComparison.Ordinal));

    private static string Texte(FormationCatalogue f) => Domain.Catalogue.Statuts.Pli(string.Join(' ',
        f.Cle, f.IntituleLong, f.LibelleCourt, f.Diplome, f.Uai, f.Cfd, f.RncpCode, string.Join(' ', f.Mefs)));
}

/// <summary>A formation in a list.</summary>
internal sealed record FormationListee(FormationRow Row, FormationCatalogue Formation);

/// <summary>The formations as lists, in the order of their keys, and how many there are of each.</summary>
internal sealed class ListeFormations(Database database)
{
    // What is searched for stands in no column: they are read in pieces, until enough are found.
    private const int Lot = 1000;

    /// <param name="apres">The key behind which the list goes on; null: from the first.</param>
    public async Task<IReadOnlyList<FormationListee>> SuiteAsync(
        FiltreFormations filtre, string? apres, int nombre, CancellationToken ct)
    {
        if (filtre.Academies is { Count: 0 }) return [];
        var (found, reading, behind) = (new List<FormationListee>(), new LectureDonnees(), apres);
        var lot = filtre.Mots.Count == 0 ? nombre : Lot;
        while (true)
        {
            var rows = await database.QueryAsync<FormationRow>(
                $"""
                SELECT cle, academie, presente, donnees, statut, statut_le, remplacee_par, parcoursup_id FROM catalogue_formation
                {Where(filtre, behind)} ORDER BY cle LIMIT @lot
                """,
                new
                {
                    behind, lot, statuts = filtre.Statuts.Select(s => (int)s).ToArray(), academies = filtre.Academies?.ToArray() ?? [],
                }, ct);
            found.AddRange(rows.Select(row => new FormationListee(row, row.Lire(reading))).Where(one => filtre.Retient(one.Formation))
                .Take(nombre - found.Count));
            if (found.Count == nombre || rows.Count < lot) return found;
            behind = rows[^1].Cle;
        }
    }

    /// <summary>How many have each status, by académie.</summary>
    public Task<IReadOnlyList<CompteAcademieRow>> ComptesAsync(CancellationToken ct) => database.QueryAsync<CompteAcademieRow>(
        "SELECT statut, academie, COUNT(*) AS nombre FROM catalogue_formation GROUP BY statut, academie", null, ct);

    private static string Where(FiltreFormations filtre, string? behind)
    {
        List<string> conditions =
        [
            .. behind is null ? Array.Empty<string>() : ["cle > @behind"],
            .. filtre.Statuts.Count == 0 ? Array.Empty<string>() : ["statut IN @statuts"],
            .. filtre.Academies is null ? Array.Empty<string>() : ["academie IN @academies"],
        ];
        return conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
    }
}

/// <summary>How many formations of an académie have a status.</summary>
internal sealed class CompteAcademieRow
{
    public StatutCatalogue Statut { get; init; }
    public int? Academie { get; init; }
    public long Nombre { get; init; }
}
