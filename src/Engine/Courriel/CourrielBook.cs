using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Courriel;

/// <summary>A message was asked for.</summary>
public sealed class CourrielSignal : WakeSignal;

/// <summary>Where a message stands; stored by name.</summary>
public enum EtatCourriel
{
    AEnvoyer,
    Envoye,

    /// <summary>Nothing waited, or nobody is to be told any more.</summary>
    SansObjet,
    Echec,
}

/// <summary>A row of <c>courriel_destinataire</c>.</summary>
public sealed class DestinataireRow
{
    public string Etablissement { get; init; } = "";
    public string Adresse { get; init; } = "";
    public DateTimeOffset AjouteLe { get; init; }
    public string Par { get; init; } = "";
}

/// <summary>A row of <c>courriel_envoi</c>.</summary>
public sealed class CourrielRow
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public string Par { get; init; } = "";
    public DateTimeOffset DemandeLe { get; init; }
    public string Etat { get; init; } = "";
    public int Essais { get; init; }
    public DateTimeOffset? TermineLe { get; init; }
    public string? Message { get; init; }
}

/// <summary>Who is told of which établissement, and the messages that were asked for: each leaves from one node.</summary>
public sealed class CourrielBook(Database database, AuditBook audit, NodeName node, CourrielSignal signal, TimeProvider time)
{
    private const string Due = $"etat = '{nameof(EtatCourriel.AEnvoyer)}'";

    private readonly Lease _lease = new(
        new LeasedTable("courriel_envoi", Held: Due, Returned: "", Duration: TimeSpan.FromMinutes(5)), node, time);

    /// <param name="etablissement">Null: of all.</param>
    public Task<IReadOnlyList<DestinataireRow>> DestinatairesAsync(string? etablissement, CancellationToken ct) =>
        database.QueryAsync<DestinataireRow>(
            """
            SELECT * FROM courriel_destinataire WHERE @etablissement IS NULL OR etablissement = @etablissement
            ORDER BY etablissement, adresse
            """, new { etablissement }, ct);

    /// <returns>Whether it was not there before.</returns>
    public Task<bool> AjouterAsync(string etablissement, string adresse, string par, CancellationToken ct) => audit.ChangeAsync(
        database, Entry(ActeAudit.DestinataireAjoute, etablissement, adresse),
        """
        INSERT INTO courriel_destinataire (etablissement, adresse, ajoute_le, par) VALUES (@etablissement, @adresse, @now, @par)
        ON CONFLICT DO NOTHING
        """, new { etablissement, adresse, now = time.GetUtcNow(), par }, ct);

    public Task<bool> RetirerAsync(string etablissement, string adresse, CancellationToken ct) => audit.ChangeAsync(
        database, Entry(ActeAudit.DestinataireRetire, etablissement, adresse),
        "DELETE FROM courriel_destinataire WHERE etablissement = @etablissement AND adresse = @adresse",
        new { etablissement, adresse }, ct);

    /// <summary>Asks for the message of every établissement whose somebody is to be told.</summary>
    public async Task DemanderAsync(WriteSession session, string par, CancellationToken ct)
    {
        foreach (var code in await session.QueryAsync<string>(
            "SELECT DISTINCT etablissement FROM courriel_destinataire ORDER BY etablissement", null, ct))
            await AskAsync(session, code, par, ct);
    }

    /// <summary>Asks for one now; it leaves also when nothing waits, so that whoever asks sees that it comes.</summary>
    public Task DemanderAsync(string etablissement, string par, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await AskAsync(session, etablissement, par, ct);
        audit.Note(session, new(ActeAudit.CourrielDemande, etablissement, null));
    }, ct);

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<CourrielRow>> ListAsync(CancellationToken ct) =>
        database.QueryAsync<CourrielRow>("SELECT * FROM courriel_envoi ORDER BY id DESC LIMIT 100", null, ct);

    public Task<IReadOnlyList<long>> DueAsync(CancellationToken ct) => database.QueryAsync<long>(
        $"SELECT id FROM courriel_envoi WHERE {Due} AND prochaine_tentative <= @now AND {Lease.Over} ORDER BY id LIMIT 100",
        _lease.Parameters(new { now = time.GetUtcNow() }), ct);

    /// <summary>Null when somebody else is at it, or it is over.</summary>
    public Task<CourrielRow?> TakeAsync(long id, CancellationToken ct) => database.WriteAsync(
        session => _lease.ClaimAsync<CourrielRow>(session, "essais = essais + 1", $"{Due} AND {Lease.Over}", new { Id = id }, ct), ct);

    public Task EndAsync(long id, EtatCourriel etat, string? message, CancellationToken ct) => database.WriteAsync(
        session => _lease.EndAsync(
            session, "etat = @etat, termine_le = @now, message = @message",
            new { Id = id, etat = etat.ToString(), now = time.GetUtcNow(), message }, ct), ct);

    public Task AgainAsync(long id, TimeSpan after, string message, CancellationToken ct) => database.WriteAsync(
        session => _lease.EndAsync(
            session, "prochaine_tentative = @next, message = @message", new { Id = id, next = time.GetUtcNow() + after, message }, ct), ct);

    public Task RecoverLostAsync(CancellationToken ct) => _lease.RecoverLostAsync(database, database.IsSingleNode, ct);

    private async Task AskAsync(WriteSession session, string etablissement, string par, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"""
            INSERT INTO courriel_envoi (etablissement, par, demande_le, etat, prochaine_tentative)
            VALUES (@etablissement, @par, @now, '{nameof(EtatCourriel.AEnvoyer)}', @now)
            """, new { etablissement, par, now = time.GetUtcNow() }, ct);
        session.AfterCommit(signal.Wake);
    }

    private static EntreeAudit Entry(ActeAudit acte, string etablissement, string adresse) =>
        new(acte, etablissement, null) { Details = [new("adresse", null, adresse)] };
}
