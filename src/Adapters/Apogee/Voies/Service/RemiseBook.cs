using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>A row of <c>opi_remise</c>: what a job was given, and what its acknowledgement will need.</summary>
internal sealed class RemiseRow
{
    public long Livraison { get; init; }
    public string Bail { get; init; } = "";
    public DateTimeOffset RemiseLe { get; init; }
    public string VetsAvant { get; init; } = "[]";
    public bool TenteeAvant { get; init; }
    public string Acquitte { get; init; } = "";
    public byte[]? Contenu { get; set; }
    public string Modifications { get; init; } = "[]";
    public DateTimeOffset? AcquitteeLe { get; init; }
}

/// <summary>The OPI that jobs hold or held, one row per delivery: the last time it was handed over.</summary>
internal sealed class RemiseBook(DataKeys keys)
{
    public static readonly SealedColumn Contenu = new("opi_remise", "contenu")
    {
        Key = "livraison", Owner = "(SELECT l.etablissement FROM livraison l WHERE l.id = opi_remise.livraison)",
    };

    public static readonly SealedColumn Modifications = new("opi_remise", "modifications")
    {
        Key = Contenu.Key, Owner = Contenu.Owner, IsText = true, Usage = UsageTexte.Lu,
    };

    public async Task RecordAsync(
        WriteSession session, RenderedOpi.Ready opi, string bail, DateTimeOffset now, byte[] contenu,
        IReadOnlyList<Modification> modifications, CancellationToken ct)
    {
        var kept = await keys.SealAsync(session, opi.Row.Etablissement, Contenu, contenu, ct);
        await session.ExecuteAsync(
            """
            INSERT INTO opi_remise (livraison, bail, remise_le, vets_avant, tentee_avant, acquitte, contenu, modifications)
            VALUES (@Id, @bail, @now, @VetsAvant, @Tentee, @Acquitte, @kept, @modifications)
            ON CONFLICT (livraison) DO UPDATE SET
                bail = excluded.bail, remise_le = excluded.remise_le, vets_avant = excluded.vets_avant,
                tentee_avant = excluded.tentee_avant,
                acquitte = excluded.acquitte, contenu = excluded.contenu, modifications = excluded.modifications, acquittee_le = NULL
            """,
            new { opi.Row.Id, bail, now, opi.VetsAvant, opi.Row.Tentee, opi.Acquitte, kept,
                modifications = await session.SealAsync(opi.Row.Etablissement, JsonText.Of(modifications), ct) },
            ct);
    }

    public async Task<Dictionary<long,
        RemiseRow>> LoadAsync(Database database, string etablissement, IEnumerable<long> livraisons, CancellationToken ct)
    {
        var rows = await database.QueryAsync<RemiseRow>(
            """
            SELECT r.* FROM opi_remise r JOIN livraison l ON l.id = r.livraison WHERE l.etablissement = @etablissement
            AND r.livraison IN @ids
            """,
            new { etablissement, ids = livraisons.ToArray() }, ct);
        foreach (var row in rows) row.Contenu = await OpenAsync(etablissement, row.Contenu, ct);
        return rows.ToDictionary(r => r.Livraison);
    }

    // The job's word counts all the same; only the copy of what it was given is gone.
    private async Task<byte[]?> OpenAsync(string etablissement, byte[]? contenu, CancellationToken ct)
    {
        try
        {
            return contenu is null ? null : await keys.OpenAsync(etablissement, Contenu, contenu, ct);
        }
        catch (SealedValueException)
        {
            return null;
        }
    }

    /// <summary>The content is in the journal of exchanges from now on.</summary>
    public static Task CloseAsync(WriteSession session, RemiseRow remise, DateTimeOffset now, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE opi_remise SET acquittee_le = @now, contenu = NULL, modifications = '[]' WHERE livraison = @Livraison AND bail = @Bail",
            new { now, remise.Livraison, remise.Bail }, ct);
}
