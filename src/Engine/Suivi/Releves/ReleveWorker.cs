using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Suivi.Releves;

/// <summary>
/// Counts each établissement now and then, and before its day ends. Nobody waits for it and no two nodes need to agree: they count the
/// same, and one does nothing where another has just done it.
/// </summary>
internal sealed class ReleveWorker(
    Synthese synthese, ReleveBook book, ConfigurationDirectory directory, IBusinessClock clock, TimeProvider time,
    ILogger<ReleveWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Regard = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Intervalle = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, (DateOnly Jour, DateTimeOffset Le)> _taken = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Regard, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var etablissement in directory.Current.Etablissements)
                await LookAsync(etablissement, stoppingToken);
    }

    private async Task LookAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        var (today, now) = (clock.Today, time.GetUtcNow());
        if (IsFresh(_taken.GetValueOrDefault(etablissement.Code))) return;
        try
        {
            var last = (await book.DerniersAsync(etablissement.Code, 1, ct)) is [var one] ? (one.Jour, one.PrisLe) : default;
            if (!IsFresh(last))
            {
                await book.PrendreAsync(etablissement.Code, today, await synthese.OfAsync(etablissement, ct), ct);
                last = (today, now);
            }

            _taken[etablissement.Code] = last;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Log.NotCounted(logger, etablissement.Code, failure);
            _taken[etablissement.Code] = (today, now);
        }

        bool IsFresh((DateOnly Jour, DateTimeOffset Le) taken) => taken.Jour == today && now - taken.Le < Intervalle;
    }
}
