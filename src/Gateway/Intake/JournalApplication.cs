using System.Data.Common;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Evaluation;
using Parcoursup.Gateway.Reconciliation;
using Parcoursup.Gateway.Storage;
using Parcoursup.Gateway.Taches;

namespace Parcoursup.Gateway.Intake;

/// <summary>
/// Applies the journal to the state (rule I2): per établissement in the journal's order, in batches, each row marked
/// in the same transaction. A message that fails is set aside with its error and a task; its neighbours go on.
/// </summary>
internal sealed class JournalApplication(
    Database database, IJournalSql sql, ApplySignal signal, ConfigurationDirectory directory, IEnumerable<IMessageApplier> appliers,
    EvaluationSignal evaluation, DeliverySignal deliveries, TaskBook tasks, TimeProvider time, ILogger<JournalApplication> logger) : BackgroundService
{
    private const int BatchSize = 1000;
    private readonly Dictionary<Canal, IMessageApplier> _appliers = appliers.ToDictionary(a => a.Canal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var poll = PollAsync(stoppingToken);
        await foreach (var etablissement in signal.Etablissements.ReadAllAsync(stoppingToken))
        {
            signal.Taken(etablissement);
            try
            {
                while (await ApplyBatchAsync(etablissement, stoppingToken)) { }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.ApplicationFailed(logger, etablissement, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
                signal.Wake(etablissement);
            }
        }

        await poll;
    }

    // What another node accepted and what was left by a kill come to light here.
    private async Task PollAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            try
            {
                foreach (var etablissement in await database.QueryAsync<string>("SELECT DISTINCT etablissement FROM message_entrant WHERE applique_le IS NULL", null, ct))
                    signal.Wake(etablissement);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.ApplicationFailed(logger, "*", failure);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    /// <summary>True when there may be more.</summary>
    private async Task<bool> ApplyBatchAsync(string code, CancellationToken ct)
    {
        if (directory.Current.Find(code) is not { } etablissement) return false;
        IReadOnlyList<MessageALire> batch = [];
        try
        {
            await using var session = await database.WriteAsync(ct);
            await database.LockAsync(session, "etablissement:" + code, ct);
            batch = await TakeAsync(session, code, BatchSize, ct);
            if (batch.Count == 0) return false;
            await ApplyAsync(session, etablissement, batch, ct);
            await session.CommitAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && batch.Count > 0)
        {
            Log.BatchFailed(logger, code, batch.Count, failure);
            foreach (var message in batch)
                await ApplyAloneAsync(etablissement, message, ct);
        }

        evaluation.Wake();
        deliveries.Wake();
        return batch.Count == BatchSize;
    }

    private async Task<IReadOnlyList<MessageALire>> TakeAsync(WriteSession session, string code, int most, CancellationToken ct)
    {
        var rows = await session.QueryAsync<MessageEntrant>(
            """
            SELECT id, recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation FROM message_entrant
            WHERE etablissement = @code AND applique_le IS NULL ORDER BY id LIMIT @most
            """,
            new { code, most }, ct);
        return [.. rows.Select(m => new MessageALire(m, signal.TakeRead(m.Id)))];
    }

    private async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageALire> batch, CancellationToken ct)
    {
        for (var start = 0; start < batch.Count;)
        {
            var canal = batch[start].Message.Canal;
            var end = start + 1;
            while (end < batch.Count && batch[end].Message.Canal == canal) end++;
            await _appliers[canal].ApplyAsync(session, etablissement, [.. batch.Skip(start).Take(end - start)], ct);
            start = end;
        }

        await sql.MarkAppliedAsync(session, [.. batch.Select(m => m.Message.Id)], time.GetUtcNow(), ct);
    }

    private async Task ApplyAloneAsync(EtablissementModel etablissement, MessageALire message, CancellationToken ct)
    {
        try
        {
            await database.WriteAsync(async session =>
            {
                await database.LockAsync(session, "etablissement:" + etablissement.Code, ct);
                await ApplyAsync(session, etablissement, [message], ct);
            }, ct);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or DbException { IsTransient: true }))
        {
            Log.MessageSetAside(logger, message.Message.Id, failure);
            await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE message_entrant SET applique_le = @now, erreur = @erreur WHERE id = @id",
                    new { now = time.GetUtcNow(), erreur = failure.GetType().Name, id = message.Message.Id }, ct);
                await tasks.AddAsync(session, etablissement.Code, TypeTache.MessageEcarte, $"message {message.Message.Id}",
                    $"Le message {message.Message.Id} ({message.Message.Canal}) n'a pas pu être appliqué. Il est conservé : transmettre ce numéro au support.", ct);
            }, ct);
        }
    }
}
