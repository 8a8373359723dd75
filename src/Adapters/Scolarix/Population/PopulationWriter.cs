using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>Seals the lines of the file before they are stored: each names a person.</summary>
internal sealed class PopulationWriter(IPopulationSql sql, DataKeys keys)
{
    public static readonly SealedColumn Ligne = new("scolarix_population", "ligne") { Key = "etablissement, session, code_candidat" };

    public async Task SaveAsync(WriteSession session, string etablissement, IReadOnlyList<PopulationRow> rows, CancellationToken ct)
    {
        var kept = new List<PopulationRow>(rows.Count);
        foreach (var row in rows)
            kept.Add(row.Ligne is null ? row : row with { Ligne = await keys.SealAsync(session, etablissement, Ligne, row.Ligne, ct) });
        await sql.SaveAsync(session, etablissement, kept, ct);
    }
}
