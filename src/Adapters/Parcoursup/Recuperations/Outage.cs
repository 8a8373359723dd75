using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>
/// Rule C8: after an outage of ours asks for a full pull of every établissement at once, because what Parcoursup pushed
/// meanwhile may never come again. While another node could store it there was no outage.
/// </summary>
internal sealed class Outage(
    Battements beats, ConfigurationDirectory directory, RecuperationBook recuperations, TimeProvider time, ILogger<Outage> logger)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await beats.LeaveAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.HeartbeatFailed(logger, failure);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
        {
            try
            {
                if (await beats.BeatAsync(session => PullAllAsync(session, stoppingToken), stoppingToken) is { } since)
                    Log.PullAfterOutage(logger, since);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.HeartbeatFailed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PullAllAsync(WriteSession session, CancellationToken ct)
    {
        await directory.RefreshAsync(ct);
        var pulled = directory.Current.Etablissements.Where(e => e.Parcoursup is not null && e.Document.SourceOpi == SourceOpi.ApiRest);
        foreach (var etablissement in pulled)
            foreach (var uai in etablissement.Document.Uais)
                await recuperations.RequestAsync(session, etablissement.Code, uai, null,
                    $"Reprise après une interruption de la passerelle constatée le {Paris.At(time.GetUtcNow()):dd/MM/yyyy à HH:mm}", ct);
    }
}
