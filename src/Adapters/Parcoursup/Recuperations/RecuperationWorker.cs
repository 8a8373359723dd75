using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>Carries out the pulls that are asked for, one at a time per établissement, and journals what came.</summary>
internal sealed class RecuperationWorker(
    Database database, ConfigurationDirectory directory, ParcoursupClient client, Journal journal, LargeBodies bodies,
    ApplySignal applications,
    RecuperationSignal signal, BackOff backOff, IBusinessClock clock, TimeProvider time, ILogger<RecuperationWorker> logger)
    : WokenService(signal, TimeSpan.FromMilliseconds(500), time)
{
    private const int LargestAttempts = 6;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private bool _resumed = !database.IsSingleNode;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        // Whatever was under way belonged to a former life of the only node: no need to wait for its lease.
        if (!_resumed)
            await database.ExecuteAsync("UPDATE recuperation SET prochaine_tentative = @now, partie_le = NULL WHERE etat = 'Demandee'",
                new { now = Time.GetUtcNow() }, ct);
        _resumed = true;
        while (await RunDueAsync(ct)) { }
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);

    private async Task<bool> RunDueAsync(CancellationToken ct)
    {
        var due = await ClaimAsync(ct);
        await Parallel.ForEachAsync(due.GroupBy(r => r.Etablissement),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (group, token) =>
        {
            foreach (var row in group) await RunAsync(row, token);
        });
        return due.Count > 0;
    }

    // The next attempt moves past the lease first: a node that dies leaves the pull to another one, later.
    private Task<IReadOnlyList<RecuperationRow>> ClaimAsync(CancellationToken ct) => database.WriteAsync(async session =>
    {
        var now = Time.GetUtcNow();
        var ids = await session.QueryAsync<long>(
            "SELECT id FROM recuperation WHERE etat = 'Demandee' AND prochaine_tentative <= @now ORDER BY id LIMIT 50"
            + database.SkipLocked, new { now }, ct);
        if (ids.Count == 0) return [];
        await session.ExecuteAsync(
            """
            UPDATE recuperation SET tentatives = tentatives + 1, partie_le = @now, instant_metier = @business, prochaine_tentative = @lease
            WHERE id IN @ids
            """,
            new { now, business = clock.Now, lease = now + Lease, ids }, ct);
        return await session.QueryAsync<RecuperationRow>("SELECT * FROM recuperation WHERE id IN @ids ORDER BY id", new { ids }, ct);
    }, ct);

    private async Task RunAsync(RecuperationRow row, CancellationToken ct)
    {
        if (directory.Current.Find(row.Etablissement)?.Parcoursup is not { } options)
        {
            await FinishAsync(row, EtatRecuperation.Echec, "La connexion à Parcoursup n'est pas renseignée.", ct);
            return;
        }

        switch (await client.GetCandidatsAdmisAsync(options, row.Uai, row.CodeCandidat, null, ct))
        {
            case ListeRecue liste:
                await using (liste.Contenu)
                    await JournalAsync(row, liste.Contenu, ct);
                break;
            case RecuperationRefusee refus:
                await RetryAsync(row, $"{refus.Explication} (Parcoursup : {refus.Message})", RecuperationRow.Refus, ct);
                break;
            case RecuperationEchec echec:
                await RetryAsync(row, echec.Message, echec.Technique, ct);
                break;
        }
    }

    private async Task JournalAsync(RecuperationRow row, ReceivedContent content, CancellationToken ct)
    {
        if (content.Length <= LargeBodies.PieceSize)
        {
            var body = new byte[content.Length];
            await content.OpenRead().ReadExactlyAsync(body, ct);
            await MarkAsync(row, await journal.AppendAsync(MessageOf(row, body, null), ct), ct);
            return;
        }

        // What came is worth more than the lease: another node must not ask again while it is stored.
        await database.ExecuteAsync("UPDATE recuperation SET prochaine_tentative = @lease WHERE id = @Id",
            new { lease = Time.GetUtcNow() + Lease, row.Id }, ct);
        var stored = (await bodies.ReceiveAsync(row.Etablissement, content.OpenRead(), long.MaxValue, null, ct))!.Value;
        await MarkAsync(row, await database.WriteAsync(session =>
            journal.AppendLargeAsync(session, MessageOf(row, [], stored.Id), toApply: true, ct), ct), ct);
        applications.Wake(row.Etablissement);
    }

    private MessageEntrant MessageOf(RecuperationRow row, byte[] body, long? stored) => new()
    {
        RecuLe = Time.GetUtcNow(), Etablissement = row.Etablissement, Uai = row.Uai, Canal = Canal.Recuperation,
        Compte = row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), TypeContenu = "application/json", Corps = body,
        CorpsVolumineux = stored,
    };

    // Marked afterwards: a mark without the answer would wait for ever. It may have been applied meanwhile.
    private Task MarkAsync(RecuperationRow row, long message, CancellationToken ct) => database.ExecuteAsync(
        "UPDATE recuperation SET message_entrant = @message, etat = CASE WHEN etat = 'Demandee' THEN 'Recue' ELSE etat END WHERE id = @Id",
        new { message, row.Id }, ct);

    private async Task RetryAsync(RecuperationRow row, string message, string technique, CancellationToken ct)
    {
        Log.PullFailed(logger, row.Id, row.Tentatives);
        if (row.Tentatives >= LargestAttempts)
            await FinishAsync(row, EtatRecuperation.Echec, message, ct);
        else
            await database.ExecuteAsync(
                """
                UPDATE recuperation SET message = @message, technique = @technique, prochaine_tentative = @next, partie_le = NULL
                WHERE id = @Id
                """,
                new { message, technique, next = Time.GetUtcNow() + backOff.After(row.Tentatives), row.Id }, ct);
    }

    private Task FinishAsync(RecuperationRow row, EtatRecuperation etat, string message, CancellationToken ct) =>
        database.ExecuteAsync("UPDATE recuperation SET etat = @etat, message = @message WHERE id = @Id",
            new { etat = etat.ToString(), message, row.Id }, ct);
}
