using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>
/// Both generations side by side: each call asks the one that the settings name at that moment; where it fails the other one is asked,
/// so that a change of address, key or way of authentication costs no answer.
/// </summary>
internal sealed class ExpositionBascule(
    ConnexionsReglees connexions, Func<ConnexionExposition, IExpositionSource> ouvrir, ILogger<ExpositionBascule> logger,
    TimeProvider time)
    : IExpositionSource
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    // The former ones stay: a call that is under way ends where it began.
    private readonly Dictionary<ConnexionExposition, IExpositionSource> _sources = [];
    private ConnexionExposition? _derniere;
    private long? _dit;
    private int _fois;

    public AppelsExposition Appels
    {
        get
        {
            lock (_lock)
                return _sources.Values.Select(s => s.Appels).Aggregate(new AppelsExposition(0, 0, 0), (sum, a) => new(
                    sum.Formations + a.Formations, sum.Certifications + a.Certifications, sum.Jeton + a.Jeton,
                    sum.Regionales + a.Regionales));
        }
    }

    public async Task<ReponseLue> LireAsync(DemandeExposition demande, CancellationToken ct)
    {
        var (principale, secours) = Sources();
        var lue = await principale.LireAsync(demande, ct);
        if (secours is null || lue.Reponse is not ReponseExposition.Echec echec) return lue;
        var autre = await secours.LireAsync(demande, ct);
        if (autre.Reponse is ReponseExposition.Echec) return lue;
        Dire(echec.Message);
        return autre;
    }

    public async Task<PageLue> ListerAsync(RouteExposition route, string? millesime, int page, CancellationToken ct)
    {
        var (principale, secours) = Sources();
        var lue = await principale.ListerAsync(route, millesime, page, ct);
        if (secours is null || lue.Panne is null) return lue;
        var autre = await secours.ListerAsync(route, millesime, page, ct);
        if (autre.Panne is not null) return lue;
        Dire(lue.Panne);
        return autre;
    }

    // An outage would otherwise be told once for each of the thousands of questions of a run.
    private void Dire(string raison)
    {
        lock (_lock)
        {
            _fois++;
            if (_dit is { } dit && time.GetElapsedTime(dit) < Silence) return;
            Log.OtherGeneration(logger, raison, _fois);
            (_dit, _fois) = (time.GetTimestamp(), 0);
        }
    }

    private (IExpositionSource Principale, IExpositionSource? Secours) Sources()
    {
        var (principale, secours) = connexions.Choisir();
        lock (_lock)
        {
            if (_derniere is not null && _derniere != principale) Log.Switched(logger, principale.Base.GetLeftPart(UriPartial.Path));
            _derniere = principale;
            return (Source(principale), secours is null ? null : Source(secours));
        }
    }

    private IExpositionSource Source(ConnexionExposition connexion) =>
        _sources.TryGetValue(connexion, out var source) ? source : _sources[connexion] = ouvrir(connexion);
}
