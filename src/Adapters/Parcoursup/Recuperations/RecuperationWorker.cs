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
/// Carries out the pulls that are asked for, one at a time per établissement on each node, and journals what came. Who waits for an answer
/// that does not come keeps no other établissement (rule J1).
/// </summary>
internal sealed class RecuperationWorker(
    ConfigurationDirectory directory, ParcoursupClient client, RecuperationQueue queue, RecuperationIntake intake,
    RecuperationSignal signal, TimeProvider time, ILogger<RecuperationWorker> logger)
    : CoteACoteService(signal, TimeSpan.FromMilliseconds(500), time)
{
    private const int LargestAttempts = 6;

    // Requests under way at a time, whosever: all lists are planned for the same hour, and Parcoursup is one. A place is for one request,
    // and given in the order in which it was asked for: who has many to make stands behind all others again after each.
    internal const int SideBySide = 16;
    private readonly Places _places = new(SideBySide);

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
        while (await RunNextAsync(code, ct))
        {
        }
    }

    private async Task<bool> RunNextAsync(string code, CancellationToken ct)
    {
        using var place = await _places.TakeAsync(ct);
        if (await queue.ClaimAsync(code, ct) is not { } row) return false;
        await RunAsync(row, ct);
        return true;
    }

    private async Task RunAsync(RecuperationRow row, CancellationToken ct)
    {
        if (directory.Current.Find(row.Etablissement)?.Parcoursup is not { } options)
        {
            await queue.FailAsync(row, "La connexion à Parcoursup n'est pas renseignée.", ct);
            return;
        }

        using var ours = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beats = BeatAsync(row, ours);
        try
        {
            await AskAsync(row, options, ours.Token, ct);
        }
        finally
        {
            await ours.CancelAsync();
            await beats;
        }
    }

    private async Task AskAsync(RecuperationRow row, ParcoursupOptions options, CancellationToken ours, CancellationToken ct)
    {
        switch (await AnswerAsync(row, options, ours, ct))
        {
            case null:
                Log.Overtaken(logger, row.Id);
                break;
            case ListeRecue liste:
                await using (liste.Contenu)
                    await TakeAsync(row, liste.Contenu, ct);
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

    /// <returns>Null: we were silent for so long that somebody else asks.</returns>
    private async Task<RecuperationResultat?> AnswerAsync(
        RecuperationRow row, ParcoursupOptions options, CancellationToken ours, CancellationToken ct)
    {
        try
        {
            return await client.GetCandidatsAdmisAsync(options, row.Uai, row.CodeCandidat, null, ours);
        }
        catch (OperationCanceledException) when (ours.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    // A slow answer, and keeping a large one, may take longer than the lease: nobody else asks meanwhile.
    private async Task BeatAsync(RecuperationRow row, CancellationTokenSource ours)
    {
        while (!ours.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(RecuperationQueue.Lease / 4, Time, ours.Token);
                if (!await queue.ExtendAsync(row, ours.Token)) await ours.CancelAsync();
            }
            catch (OperationCanceledException) when (ours.IsCancellationRequested)
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

    // Whatever of ours fails is this one's alone: it is asked for again after its lease, and the next one has its turn.
    private async Task TakeAsync(RecuperationRow row, ReceivedContent content, CancellationToken ct)
    {
        try
        {
            await intake.TakeAsync(row, content, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Log.NotKept(logger, failure, row.Id);
            await queue.UncountAsync(row, ct);
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
