using System.Net;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;
using Parcoursup.Gateway.Domain.Exposition;
using Refit;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>The API of one connection, asked directly: nothing is kept.</summary>
internal sealed class ExpositionSource : IExpositionSource, IDisposable
{
    private const string EnteteUsuel = "X-Api-Key";

    private readonly HttpClient _client;
    private readonly IExpositionHttp _http;
    private readonly ExpositionTransport _transport;
    private readonly CompteurAppels _appels = new();
    private readonly ReglagesAppel _reglages;

    /// <param name="host">What the host asks of connections: of the other side's certificates, and whom they may lead to.</param>
    public ExpositionSource(
        ConnexionExposition connexion, ReglagesAppel reglages, IDebit debit, TimeProvider time,
        Action<SocketsHttpHandler>? host = null)
    {
        _reglages = reglages;
        var handler = new SocketsHttpHandler
        {
            // A redirection would carry key and token elsewhere.
            AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        host?.Invoke(handler);
        _client = new HttpClient(handler)
        {
            BaseAddress = connexion.Base, Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "passerelle-parcoursup");
        _http = RestService.For<IExpositionHttp>(_client);
        var jetons = connexion.Jeton is null ? null
            : new JetonSource(RestService.For<IJetonHttp>(_client), connexion, _appels, time);
        _transport = new ExpositionTransport(jetons, _appels, reglages, debit, time);
        if (connexion.Cle is { } cle) _client.DefaultRequestHeaders.TryAddWithoutValidation(connexion.EnteteCle ?? EnteteUsuel, cle);
    }

    public AppelsExposition Appels => _appels.Appels;

    public async Task<ReponseLue> LireAsync(DemandeExposition demande, CancellationToken ct)
    {
        var code = ReponseJson.Ecrire(demande.Code);
        var essai = await _transport.LireAsync(demande.Route, _reglages.OctetsFiche, new Envoi((jeton, token) => demande.Route switch
        {
            RouteExposition.Formations => _http.FormationAsync(demande.Lieu!, code, demande.Millesime, jeton, token),
            RouteExposition.Certifications => _http.CertificationAsync(code, demande.Millesime, jeton, token),
            _ => _http.RegionaleAsync(demande.Lieu!, code, demande.Millesime, jeton, token),
        }, Juger), ct);
        return essai.Lue ?? new(new ReponseExposition.Echec(essai.Panne!), null, essai.Transitoire);
    }

    public async Task<PageLue> ListerAsync(RouteExposition route, string? millesime, int page, CancellationToken ct)
    {
        var liste = LecturePage.NomDe(route);
        var essai = await _transport.LireAsync(route, _reglages.OctetsPage,
            new Envoi((jeton, token) => _http.ListeAsync(liste, page, _reglages.ItemsParPage, millesime, jeton, token), e => e), ct);
        return essai.Panne is { } panne ? PageLue.EnPanne(panne)
            : essai.Statut == HttpStatusCode.OK ? LecturePage.De(route, essai.Corps!)
            : PageLue.EnPanne($"La liste {liste} ne peut pas être lue : {ReponseJson.Motif(essai.Corps!)} ({(int)essai.Statut!}).");
    }

    private static Essai Juger(Essai essai)
    {
        if (essai.Panne is not null) return essai;
        var lue = ReponseJson.De(essai.Statut!.Value, essai.Corps!);
        return lue.Reponse is ReponseExposition.Echec(var panne) ? Essai.EnPanne(panne, lue.Transitoire, essai.Statut)
            : essai with { Lue = lue };
    }

    public void Dispose() => _client.Dispose();
}
