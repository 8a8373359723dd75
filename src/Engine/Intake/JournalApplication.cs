using System.Collections.Concurrent;
using System.Data.Common;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Applies the journal to the state (rule I2): per établissement in the journal's order, in batches, each row marked
/// in the same transaction. A message that fails is set aside with its error and a task; its neighbours go on. A large
/// one is applied beside the others' établissements, while its own waits for it.
/// </summary>
internal sealed class JournalApplication(
    Database database, IJournalSql sql, ApplySignal signal, AppliedSignal applied, ConfigurationDirectory directory, IEnumerable<IMessageApplier> appliers,
    IEnumerable<ILargeMessageApplier> largeAppliers, EvaluationSignal evaluation, DeliverySignal deliveries, TaskBook tasks, TimeProvider time, ILogger<JournalApplication> logger) : BackgroundService
{
    private const int BatchSize = 2000;

    // Every batch costs a commit that intake waits for: a short rest lets more gather, and delays nobody's answer.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(75);

    private readonly Dictionary<Canal, IMessageApplier> _appliers = appliers.ToDictionary(a => a.Canal);
    private readonly Dictionary<Canal, ILargeMessageApplier> _large = largeAppliers.ToDictionary(a => a.Canal);
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var poll = PollAsync(stoppingToken);
        try
        {
            await foreach (var etablissement in signal.Etablissements.ReadAllAsync(stoppingToken))
            {
                signal.Taken(etablissement);
                if (_underWay.TryGetValue(etablissement, out var large) && !large.IsCompleted) continue;
                await ApplyAllAsync(etablissement, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll([poll, .. _underWay.Values]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ApplyAllAsync(string etablissement, CancellationToken ct)
    {
        try
        {
            while (await ApplyBatchAsync(etablissement, ct)) { }
            await Task.Delay(Gathering, time, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.ApplicationFailed(logger, etablissement, failure);
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
            signal.Wake(etablissement);
        }
    }

    // What another node accepted and what was left by a kill come to light here.
    private async Task PollAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            try
            {
                foreach (var etablissement in await database.QueryAsync<string>("SELECT DISTINCT etablissement FROM message_a_appliquer", null, ct))
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
        IReadOnlyList<MessageEntrant> batch = [];
        var more = false;
        try
        {
            await using var session = await database.WriteAsync(ct);
            await database.LockEtablissementAsync(session, code, ct);
            batch = await TakeAsync(session, code, BatchSize, ct);
            if (batch.Count == 0) return false;
            if (_large.ContainsKey(batch[0].Canal))
            {
                _underWay[code] = BesideAsync(etablissement, batch[0], ct);
                return false;
            }

            var taken = batch.Count;
            batch = [.. batch.TakeWhile(m => !_large.ContainsKey(m.Canal))];
            more = taken == BatchSize || batch.Count < taken;
            await ApplyAsync(session, etablissement, batch, ct);
            await session.CommitAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && batch.Count > 0)
        {
            Log.BatchFailed(logger, code, batch.Count, failure);
            foreach (var message in batch)
                await ApplyAloneAsync(etablissement, message, ct);
        }

        Tell(code, batch);
        return more;
    }

    private void Tell(string code, IReadOnlyList<MessageEntrant> batch)
    {
        evaluation.Wake();
        deliveries.Wake(code);
        applied.Wake(batch.Select(m => m.Id));
    }

    // Not awaited by the loop: it ends by waking the établissement, whose other messages wait until then.
    private async Task BesideAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        // The caller's transaction ends first.
        await Task.Yield();
        try
        {
            await ApplyLargeAsync(etablissement, message, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.ApplicationFailed(logger, etablissement.Code, failure);
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        }

        _underWay.TryRemove(etablissement.Code, out _);
        signal.Wake(etablissement.Code);
    }

    private async Task ApplyLargeAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        try
        {
            await _large[message.Canal].ApplyAsync(etablissement, message, ct);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or DbException { IsTransient: true }))
        {
            await SetAsideAsync(etablissement, message, failure, ct);
        }

        Tell(etablissement.Code, [message]);
    }

    private async Task<IReadOnlyList<MessageEntrant>> TakeAsync(WriteSession session, string code, int most, CancellationToken ct)
    {
        var ids = await session.QueryAsync<long>(
            "SELECT id FROM message_a_appliquer WHERE etablissement = @code ORDER BY id LIMIT @most", new { code, most }, ct);
        var messages = ids.ToDictionary(id => id, signal.Take);
        foreach (var missing in ids.Where(id => messages[id] is null).Chunk(500))
            foreach (var row in await session.QueryAsync<MessageEntrant>(
                "SELECT id, recu_le, etablissement, uai, canal, compte, type_contenu, corps, correlation, corps_volumineux FROM message_entrant WHERE id IN @missing", new { missing }, ct))
                messages[row.Id] = row;
        return [.. ids.Select(id => messages[id]!)];
    }

    private async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> batch, CancellationToken ct)
    {
        for (var start = 0; start < batch.Count;)
        {
            var canal = batch[start].Canal;
            var end = start + 1;
            while (end < batch.Count && batch[end].Canal == canal) end++;
            await _appliers[canal].ApplyAsync(session, etablissement, [.. batch.Skip(start).Take(end - start)], ct);
            start = end;
        }

        await sql.MarkAppliedAsync(session, etablissement.Code, [.. batch.Select(m => m.Id)], ct);
    }

    private async Task ApplyAloneAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        try
        {
            await database.WriteAsync(async session =>
            {
                await database.LockEtablissementAsync(session, etablissement.Code, ct);
                await ApplyAsync(session, etablissement, [message], ct);
            }, ct);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or DbException { IsTransient: true }))
        {
            await SetAsideAsync(etablissement, message, failure, ct);
        }
    }

    private Task SetAsideAsync(EtablissementModel etablissement, MessageEntrant message, Exception failure, CancellationToken ct)
    {
        Log.MessageSetAside(logger, message.Id, failure);
        return database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "INSERT INTO message_ecarte (id, ecarte_le, erreur) VALUES (@id, @now, @erreur) ON CONFLICT (id) DO NOTHING",
                new { now = time.GetUtcNow(), erreur = failure.GetType().Name, id = message.Id }, ct);
            await sql.MarkAppliedAsync(session, etablissement.Code, [message.Id], ct);
            await tasks.AddAsync(session, etablissement.Code, TypeTache.MessageEcarte, $"message {message.Id}",
                $"Le message {message.Id} ({message.Canal}) n'a pas pu être appliqué. Il est conservé : transmettre ce numéro au support.", ct);
        }, ct);
    }
}
