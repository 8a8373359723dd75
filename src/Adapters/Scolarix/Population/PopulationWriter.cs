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
            kept.Add(row with
            {
                Ligne = row.Ligne is null ? null : await keys.SealAsync(session, etablissement, Ligne, row.Ligne, ct),
                Avertissements = await session.SealAsync(etablissement, row.Avertissements, ct, UsageTexte.Compare),
            });
        await sql.SaveAsync(session, etablissement, kept, ct);
    }
}
