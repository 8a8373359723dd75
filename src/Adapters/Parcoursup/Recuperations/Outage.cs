using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>
/// Rule C8: leaves a heartbeat, and after an outage of ours asks for a full pull of every établissement at once,
/// because what Parcoursup pushed meanwhile may never come again. While another node was up there was no outage.
/// </summary>
internal sealed class Outage(
    Database database, ConfigurationDirectory directory, RecuperationBook recuperations, TimeProvider time, ILogger<Outage> logger) : BackgroundService
{
    private const string Key = "battement";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = await database.ScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = @Key", new { Key }, stoppingToken);
        if (last is not null && IsOutage(DateTimeOffset.Parse(last, CultureInfo.InvariantCulture)))
            await PullAllAsync(stoppingToken);

        using var timer = new PeriodicTimer(Beat, time);
        do
        {
            try
            {
                await database.ExecuteAsync(
                    "INSERT INTO parametre (cle, valeur) VALUES (@Key, @now) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur",
                    new { Key, now = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) }, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.HeartbeatFailed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A single node that starts was down before; of several, one was up if a beat is fresh.
    private bool IsOutage(DateTimeOffset last) => database.IsSingleNode || time.GetUtcNow() - last > Beat * 3;

    private async Task PullAllAsync(CancellationToken ct)
    {
        Log.PullAfterOutage(logger);
        await database.WriteAsync(async session =>
        {
            foreach (var etablissement in directory.Current.Etablissements.Where(e => e.Parcoursup is not null && e.Document.SourceOpi == SourceOpi.ApiRest))
                foreach (var uai in etablissement.Document.Uais)
                    await recuperations.RequestAsync(session, etablissement.Code, uai, null, "Reprise après un arrêt de la passerelle", ct);
        }, ct);
    }
}
