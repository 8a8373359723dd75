using Parcoursup.Gateway.Engine.Suivi.Jauges;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>Keeps the gauges fresh for whom they are sent to; Prometheus has them read when it asks.</summary>
internal sealed class JaugesWorker(JaugesPubliees gauges, TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Intervalle = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Intervalle, time);
        do await gauges.RafraichirAsync(Intervalle / 2, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
