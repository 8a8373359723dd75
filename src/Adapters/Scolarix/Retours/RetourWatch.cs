using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Nobody wakes the watch: it looks by itself.</summary>
internal sealed class RetourSignal : WakeSignal;

/// <summary>
/// Looks into the folders in which Scolarix leaves its daily files: each établissement's on its own, one look at a time. A
/// share that hangs, or a file that waits for its application, holds up nobody else.
/// </summary>
// Eight parameters: whose folders, inside which roots, what is done with a file, and who is told of one that cannot be read.
internal sealed class RetourWatch(
    ConfigurationDirectory directory, RacinesDossiers racines, RetourIntake intake, TachesDossier taches, VeilleOptions options,
    RetourSignal signal, TimeProvider time, ILogger<RetourWatch> logger)
    : WokenService(signal, TimeSpan.FromSeconds(2), time)
{
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (DossierRetour Folder, Task Look)> _looks = new(StringComparer.Ordinal);

    protected override Task WorkAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements)
            if (etablissement.Document.Sis == Sis.Scolarix && etablissement.Document.Scolarix?.Retour.Dossier is { } chemin)
                Look(etablissement, chemin, ct);
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Task.WhenAll(_looks.Values.Select(l => l.Look)).WaitAsync(LastWait, Time, cancellationToken);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // A share that hangs would hold up the stop; whatever was taken is in the journal.
        }
    }

    protected override void Tell(Exception failure) => Log.WatchFailed(logger, failure);

    private void Look(EtablissementModel etablissement, string chemin, CancellationToken ct)
    {
        var known = _looks.TryGetValue(etablissement.Code, out var before) && before.Folder.Chemin == chemin;
        if (known && !before.Look.IsCompleted) return;
        var folder = known ? before.Folder : new DossierRetour(chemin, racines, intake, taches, options, Time);
        _looks[etablissement.Code] = (folder, LookAsync(etablissement, folder, ct));
    }

    private async Task LookAsync(EtablissementModel etablissement, DossierRetour folder, CancellationToken ct)
    {
        try
        {
            // Where a share hangs, the calls of the file system do not come back: they must not be the watch's own.
            await Task.Run(() => folder.LookAsync(etablissement, ct), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Tell(failure);
        }
    }
}
