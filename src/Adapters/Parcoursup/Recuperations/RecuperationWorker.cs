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

/// <summary>
/// Carries out the pulls that are asked for, one at a time per établissement, and journals what came. Who waits for an answer that does not
/// come keeps no other établissement (rule J1).
/// </summary>
internal sealed class RecuperationWorker(
    ConfigurationDirectory directory, ParcoursupClient client, RecuperationQueue queue, RecuperationIntake intake,
    RecuperationSignal signal, TimeProvider time, ILogger<RecuperationWorker> logger)
    : CoteACoteService(signal, TimeSpan.FromMilliseconds(500), time)
{
    private const int LargestAttempts = 6;

    // Lists under way at a time, whosever: all are planned for the same hour, and Parcoursup is one.
    private const int SideBySide = 16;
    private readonly SemaphoreSlim _places = new(SideBySide);

    private bool _resumed;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (!_resumed) await queue.ResumeAsync(ct);
        _resumed = true;
        foreach (var code in await queue.DueAsync(ct)) Begin(code, token => RunDueAsync(code, token), ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);

    private async Task RunDueAsync(string code, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        try
        {
            while (await queue.ClaimAsync(code, ct) is { Count: > 0 } due)
                foreach (var row in due) await RunAsync(row, ct);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task RunAsync(RecuperationRow row, CancellationToken ct)
    {
        if (directory.Current.Find(row.Etablissement)?.Parcoursup is not { } options)
        {
            await queue.FailAsync(row, "La connexion à Parcoursup n'est pas renseignée.", ct);
            return;
        }

        switch (await HeldAsync(row, client.GetCandidatsAdmisAsync(options, row.Uai, row.CodeCandidat, null, ct), ct))
        {
            case ListeRecue liste:
                await using (liste.Contenu)
                    await intake.TakeAsync(row, liste.Contenu, ct);
                break;
            case RecuperationRefusee { IdentifiantsRefuses: false } refus:
                // The same question would get the same answer: a person has to mend something first.
                await queue.RefusedAsync(row, Words(refus), ct);
                break;
            case RecuperationRefusee refus:
                await RetryAsync(row, Words(refus), RecuperationRow.Refus, ct);
                break;
            case RecuperationEchec echec:
                await RetryAsync(row, echec.Message, echec.Technique, ct);
                break;
        }
    }

    // A slow answer may take longer than the lease: nobody else asks meanwhile.
    private async Task<T> HeldAsync<T>(RecuperationRow row, Task<T> answer, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beats = BeatAsync(row, over.Token);
        try
        {
            return await answer;
        }
        finally
        {
            await over.CancelAsync();
            await beats;
        }
    }

    private async Task BeatAsync(RecuperationRow row, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await Task.Delay(RecuperationQueue.Lease / 4, Time, ct);
                await queue.ExtendAsync(row, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The next beat comes before the end of the lease.
                Log.BeatFailed(logger, failure, row.Id);
            }
        }
    }

    private static string Words(RecuperationRefusee refus) => $"{refus.Explication} (Parcoursup : {refus.Message})";

    private async Task RetryAsync(RecuperationRow row, string message, string technique, CancellationToken ct)
    {
        Log.PullFailed(logger, row.Id, row.Tentatives);
        if (row.Tentatives >= LargestAttempts)
            await queue.FailAsync(row, message, ct);
        else
            await queue.PutOffAsync(row, message, technique, ct);
    }
}
