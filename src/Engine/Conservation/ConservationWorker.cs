using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>An erasure was asked for.</summary>
internal sealed class ConservationSignal : WakeSignal;

/// <summary>Every night what has grown old goes, and the sessions that were closed long enough ago.</summary>
internal sealed class PlannedConservation(
    PassageBook passages, Compteurs compteurs, ConfigurationDirectory directory, ConservationOptions options, ConservationSignal signal,
    TimeProvider time) : ICommonWork
{
    public string Name => "conservation";
    public string EnClair => "Conservation des données";
    public string EnPause => "Les données qui ont dépassé leur durée ne partent plus : l'obligation de les effacer demeure.";

    public string? Cron => string.IsNullOrWhiteSpace(options.Nuit) ? null : options.Nuit;

    public async Task StartAsync(WriteSession session, Occurrence due, CancellationToken ct)
    {
        await passages.DemanderAsync(session, ActeConservation.Retention, null, null, due.Par, ct);
        foreach (var close in directory.Current.Closes.Where(c => c.PurgeeLe is null && IsOver(c)))
        {
            await compteurs.CompterAsync(session, close.Session, directory.Current.Etablissements.Select(e => e.Code), ct);
            await passages.DemanderAsync(session, ActeConservation.Session, close.Session, null, due.Par, ct);
        }

        signal.Wake();
    }

    public async Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct)
    {
        var mine = (await passages.ListAsync(ct)).Where(p => p.Auteur == due.Par && p.DemandeLe >= commence).ToList();
        return mine.Any(p => p.Etat == nameof(EtatPassage.EnCours)) ? null
            : new(true, mine.Sum(p => p.LireBilan().Total) is > 0 and var gone
                ? Accord.De(gone, "ligne effacée", "lignes effacées") : "Rien n'avait dépassé sa durée.");
    }

    private bool IsOver(CampagneClose close) =>
        close.CloseLe.AddMonths(directory.Current.Campagne(close.Session)?.ConservationMois ?? options.DossiersMois) <= time.GetUtcNow();
}

/// <summary>Carries out the erasures that are asked for, and goes on with those that a kill has cut off.</summary>
internal sealed class ConservationWorker(
    PassageBook passages, PassageRunner runner, ConservationSignal signal, TimeProvider time, ILogger<ConservationWorker> logger)
    : WokenService(signal, TimeSpan.FromSeconds(20), time)
{
    private bool _started;

    protected override void Tell(Exception failure) => Log.PassageFailed(logger, failure);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (!_started) await passages.RecoverLostAsync(ct);
        _started = true;
        // One that fails keeps none of the others waiting.
        foreach (var id in await passages.DueAsync(ct))
            try
            {
                if (await runner.RunAsync(id, ct) is { } ended) Log.PassageEnded(logger, ended.Id, ended.Acte, ended.LireBilan().Total);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                Log.PassageFailed(logger, failure);
            }
    }
}

/// <summary>Says at the start that a restored backup has brought back what was erased.</summary>
internal sealed class RegistreVeille(Registre registre, ILogger<RegistreVeille> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var missing = await registre.InconnusAsync(cancellationToken);
        if (missing.Count > 0) Log.ErasuresMissing(logger, missing.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
