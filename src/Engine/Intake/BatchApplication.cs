using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Applies the next batch of one établissement; where it fails, each of its messages alone.</summary>
internal sealed class BatchApplication(
    Database database, MessagesToApply waiting, MessageApplication messages, LargeApplication large, SetAside setAside,
    AfterApplication after, ILogger<BatchApplication> logger)
{
    private const int BatchSize = 2000;

    /// <summary>True when there may be more.</summary>
    public async Task<bool> ApplyAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        var code = etablissement.Code;
        IReadOnlyList<MessageEntrant> batch = [];
        var more = false;
        try
        {
            await using var session = await database.WriteAsync(ct);
            await database.LockEtablissementAsync(session, code, ct);
            batch = await waiting.TakeAsync(session, code, BatchSize, messages.WeightOf, ct);
            if (batch.Count == 0) return false;
            if (large.Takes(batch[0]))
            {
                large.Start(etablissement, batch[0], ct);
                return false;
            }

            batch = [.. batch.TakeWhile(m => !large.Takes(m))];
            more = await waiting.HasMoreAsync(session, code, batch.Count, ct);
            using var work = Begin(code, batch);
            await messages.ApplyAsync(session, etablissement, batch, ct);
            await session.CommitAsync(ct);
            work?.Reussi();
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !DiskFull.Is(failure) && batch.Count > 0)
        {
            Log.BatchFailed(logger, code, batch.Count, failure);
            foreach (var message in batch)
                await ApplyAloneAsync(etablissement, message, ct);
        }

        after.Tell(code, batch);
        return more;
    }

    private static TravailCommun? Begin(string code, IReadOnlyList<MessageEntrant> batch) =>
        TravailCommun.Commence(Journal.File, code, [.. batch.Select(m => m.Trace)]);

    private async Task ApplyAloneAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        try
        {
            using var work = Begin(etablissement.Code, [message]);
            await database.WriteAsync(async session =>
            {
                await database.LockEtablissementAsync(session, etablissement.Code, ct);
                await messages.ApplyAsync(session, etablissement, [message], ct);
            }, ct);
            work?.Reussi();
        }
        catch (Exception failure) when (failure is not OperationCanceledException && GroundFailure.Of(failure) is null)
        {
            await setAside.KeepAsync(etablissement, message, failure, then: null, ct);
        }
    }
}
