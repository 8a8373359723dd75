using Parcoursup.Gateway.Adapters.Catalogue.Etat;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>
/// Runs the nights that the schedule asked for, and the posting that ends them where it is switched on; what a kill interrupted is found
/// asked for again.
/// </summary>
internal sealed class NuitWorker(
    NuitBook book, NuitService nuits, ISuiteNuit suite, TimeProvider time, ILogger<NuitWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recovered = false;
        using var timer = new PeriodicTimer(Poll, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!recovered) await suite.ReprendreAsync(stoppingToken);
                recovered = true;
                while (await book.NextAsync(stoppingToken) is { } asked) await RunAsync(asked, stoppingToken);
                while (await suite.SuivantAsync(stoppingToken) is { } end) Log.PostingDone(logger, end.Jour, end.Issue.Code);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NightFailed(logger, failure);
            }
        }
    }

    private async Task RunAsync(NuitRow asked, CancellationToken ct)
    {
        var end = await nuits.ExecuterAsync(
            asked.Jour, null, asked.Par, ct, session => suite.DemanderAsync(session, asked.Jour, ct));
        if (end.Code == Issue.Fait) Log.NightDone(logger, asked.Jour);
        else Log.NightHeld(logger, asked.Jour, end.Texte());
    }
}
