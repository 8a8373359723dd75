using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>An attempt of a delivery, with the bytes of both directions where they were asked for and are still kept.</summary>
public sealed class EchangeLu
{
    public long Id { get; init; }
    public long Livraison { get; init; }
    public long Revision { get; init; }
    public DateTimeOffset CommenceLe { get; init; }
    public DateTimeOffset TermineLe { get; init; }
    public string Issue { get; init; } = "";
    public string? Message { get; init; }
    public string? Modifications { get; init; }
    public string Destination { get; init; } = "";
    public string Sujet { get; init; } = "";
    public byte[]? Requete { get; set; }
    public byte[]? Reponse { get; set; }

    /// <summary>What was cleaned or cut on the way; null where nothing was.</summary>
    public IReadOnlyList<Modification>? LireModifications() =>
        Modifications is null ? null : JsonText.Read<List<Modification>>(Modifications);
}

/// <summary>A message as it came.</summary>
/// <param name="Corps">Null: it is no longer kept, or too large to be shown.</param>
public sealed record MessageLu(
    long Id, DateTimeOffset RecuLe, Canal Canal, string? Compte, string? TypeContenu, string? Correlation, byte[]? Corps)
{
    /// <summary>When it was set aside; null where it was not.</summary>
    public DateTimeOffset? EcarteLe { get; init; }
}

/// <summary>What went over the wire, out and in, opened for whoever may see it.</summary>
public sealed class EchangesSuivi(Database database, DataKeys keys)
{
    public Task<IReadOnlyList<EchangeLu>> DeAsync(string etablissement, long livraison, CancellationToken ct) =>
        database.QueryAsync<EchangeLu>(
            """
            SELECT e.id, e.livraison, e.revision, e.commence_le, e.termine_le, e.issue, e.message, e.modifications, l.destination, l.sujet
            FROM echange e JOIN livraison l ON l.id = e.livraison WHERE l.etablissement = @etablissement AND l.id = @livraison ORDER BY e.id
            """, new { etablissement, livraison }, ct);

    public async Task<EchangeLu?> ContenuAsync(string etablissement, long id, CancellationToken ct)
    {
        if (await database.FirstOrDefaultAsync<EchangeLu>(
            """
            SELECT e.*, l.destination, l.sujet FROM echange e JOIN livraison l ON l.id = e.livraison
            WHERE l.etablissement = @etablissement AND e.id = @id
            """, new { etablissement, id }, ct) is not { } row) return null;
        row.Requete = await keys.OpenAsync(etablissement, EchangeColumns.Requete, row.Requete!, ct);
        row.Reponse = await keys.OpenAsync(etablissement, EchangeColumns.Reponse, row.Reponse!, ct);
        return row;
    }

    public async Task<MessageLu?> MessageAsync(string etablissement, long id, CancellationToken ct)
    {
        if (await database.FirstOrDefaultAsync<MessageRow>(
            """
            SELECT m.id, m.recu_le, m.canal, m.compte, m.type_contenu, m.correlation, m.corps, x.ecarte_le
            FROM message_entrant m LEFT JOIN message_ecarte x ON x.id = m.id WHERE m.etablissement = @etablissement AND m.id = @id
            """, new { etablissement, id }, ct) is not { } row) return null;
        var body = row.Corps.Length == 0 ? null : await keys.OpenAsync(etablissement, IntakeColumns.Corps, row.Corps, ct);
        return new(row.Id, row.RecuLe, row.Canal, row.Compte, row.TypeContenu, row.Correlation, body) { EcarteLe = row.EcarteLe };
    }

    private sealed class MessageRow
    {
        public long Id { get; init; }
        public DateTimeOffset RecuLe { get; init; }
        public Canal Canal { get; init; }
        public string? Compte { get; init; }
        public string? TypeContenu { get; init; }
        public string? Correlation { get; init; }
        public byte[] Corps { get; init; } = [];
        public DateTimeOffset? EcarteLe { get; init; }
    }
}
