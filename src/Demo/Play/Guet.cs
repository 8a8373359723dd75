using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>At which instant of its work the gateway is killed.</summary>
internal enum InstantCoup
{
    /// <summary>Whenever it happens to be.</summary>
    Hasard,

    /// <summary>A push is in the journal and acknowledged, and perhaps not applied.</summary>
    PousseeAcquittee,

    /// <summary>A call has arrived at the other side, which will still do what it asks for.</summary>
    AppelEnRoute,

    /// <summary>The other side has done it, and its answer reaches nobody.</summary>
    AppelSansReponse,

    /// <summary>The answer has arrived, and perhaps nothing of it is written.</summary>
    AppelRepondu,

    /// <summary>A file is written, and what announces it is not.</summary>
    FichierSansManifeste,
}

/// <summary>Looks out for one instant, and holds whoever is in the middle of it until the blow has fallen.</summary>
/// <param name="passer">So many are let pass.</param>
internal sealed class Guet(InstantCoup instant, int passer) : IDisposable
{
    // Asynchronously: whoever tells of the instant has to go on.
    private readonly TaskCompletionSource<int?> _vu = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _leve = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reste = passer;
    private Action? _ranger;

    /// <summary>Ends at that instant: with the caller's port, where somebody called.</summary>
    public Task<int?> Vu => _vu.Task;

    /// <param name="phase">The part of the day, which says who is called.</param>
    public void Poster(Phase phase, Simulateurs simulateurs)
    {
        switch (instant)
        {
            case InstantCoup.Hasard:
                Noter(null);
                break;
            case InstantCoup.PousseeAcquittee:
                simulateurs.Parcoursup.Acquittement = () => Noter(null);
                _ranger = () => simulateurs.Parcoursup.Acquittement = null;
                break;
            case InstantCoup.FichierSansManifeste:
                _ranger = Surveiller(simulateurs.Dossiers.Instantanes).Dispose;
                break;
            case InstantCoup.AppelEnRoute or InstantCoup.AppelSansReponse or InstantCoup.AppelRepondu when phase == Phase.Remontee:
                simulateurs.Parcoursup.Temoin = VoirAsync;
                _ranger = () => simulateurs.Parcoursup.Temoin = null;
                break;
            default:
                simulateurs.Apogee.Temoin = VoirAsync;
                _ranger = () => simulateurs.Apogee.Temoin = null;
                break;
        }
    }

    /// <summary>The blow has fallen, or nothing came: whoever is held goes on.</summary>
    public void Dispose()
    {
        _ranger?.Invoke();
        _leve.TrySetResult();
    }

    private FileSystemWatcher Surveiller(string dossier)
    {
        var watcher = new FileSystemWatcher(dossier) { NotifyFilter = NotifyFilters.FileName, EnableRaisingEvents = true };
        watcher.Created += (_, _) => Noter(null);
        return watcher;
    }

    private Task VoirAsync(MomentAppel moment, string chemin, int portAppelant)
    {
        var attendu = instant switch
        {
            InstantCoup.AppelEnRoute => MomentAppel.Recu, InstantCoup.AppelSansReponse => MomentAppel.Fait, _ => MomentAppel.Repondu,
        };
        // The demo itself asks for the state and orders faults.
        return moment == attendu && chemin is not ("/etat" or "/pannes") && Noter(portAppelant) ? _leve.Task : Task.CompletedTask;
    }

    private bool Noter(int? port) => Interlocked.Decrement(ref _reste) < 0 && _vu.TrySetResult(port);
}
