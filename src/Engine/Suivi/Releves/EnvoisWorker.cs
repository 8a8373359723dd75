namespace Parcoursup.Gateway.Engine.Suivi.Releves;

/// <summary>
/// Counts what is sent, hour by hour, a moment behind the senders. Where an hour is long to count it looks more rarely.
/// </summary>
internal sealed class EnvoisWorker(EnvoisParHeure envois, TimeProvider time, ILogger<EnvoisWorker> logger) : BackgroundService
{
    private const long Flood = 100_000;

    private static readonly TimeSpan Regard = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Rarement = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Regard, time);
        var (seen, next) = (0L, DateTimeOffset.MinValue);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                var last = await envois.DernierEnvoiAsync(stoppingToken);
                if (last == seen || time.GetUtcNow() < next) continue;
                var looked = await envois.CompterAsync(stoppingToken);
                next = looked > Flood ? time.GetUtcNow() + Rarement : DateTimeOffset.MinValue;
                seen = last;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.SendingNotCounted(logger, failure);
            }
    }
}
