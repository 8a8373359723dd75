using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>
/// The Exposition API in both of its generations, with their sins (seed 004): the keyed one at <c>/api/inserjeunes</c>, the one
/// behind the new gateway at <c>/passerelle/api/inserjeunes</c> with its tokens at <c>/passerelle/oauth/token</c>.
/// </summary>
public sealed class ExpositionSimulator : IAsyncDisposable
{
    private readonly ExpositionOptions _options;
    private readonly GuichetJetons _guichet;
    private readonly LimiteDebit _limite;
    private readonly ExpositionCompteurs _compteurs = new();
    private readonly PechesExposition _faults;
    private DonneesExposition _donnees;
    private LoopbackServer? _server;

    private ExpositionSimulator(ExpositionOptions options, JeuExposition jeu, TimeProvider clock)
    {
        _options = options;
        _guichet = new GuichetJetons(options, clock);
        _limite = new LimiteDebit(options.LimiteParMinute, options.Rafale, clock);
        _faults = new PechesExposition(options.Graine, clock);
        _donnees = new DonneesExposition(jeu);
    }

    public Uri Url => _server!.Url;

    /// <summary>Base of the keyed generation.</summary>
    public Uri Ancienne => new(Url, "api/inserjeunes");

    /// <summary>Base of the generation behind the new gateway.</summary>
    public Uri Nouvelle => new(Url, "passerelle/api/inserjeunes");

    public Uri Jetons => new(Url, "passerelle/oauth/token");

    public AppelsExposition Appels => _compteurs.Appels;

    /// <summary>What it holds; may be exchanged while it runs.</summary>
    public JeuExposition Jeu
    {
        get => _donnees.Jeu;
        set => _donnees = new DonneesExposition(value);
    }

    public ExpositionPeches Peches
    {
        get => _faults.Peches;
        set => _faults.Peches = value;
    }

    public static async Task<ExpositionSimulator> StartAsync(
        ExpositionOptions options, JeuExposition jeu, TimeProvider clock, CancellationToken cancellationToken)
    {
        var simulator = new ExpositionSimulator(options, jeu, clock);
        simulator._server = await LoopbackServer.StartAsync(options.Port, simulator.Map, cancellationToken);
        return simulator;
    }

    /// <summary>Every token so far is void, although its time is not over.</summary>
    public void RevoquerLesJetons() => _guichet.Revoquer();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        MapGeneration(routes, "/api/inserjeunes", nouvelle: false);
        MapGeneration(routes, "/passerelle/api/inserjeunes", nouvelle: true);
        routes.MapPost("/passerelle/oauth/token", JetonAsync);
        new ManualEndpoints(this, _compteurs, _faults).Map(routes);
    }

    private void MapGeneration(IEndpointRouteBuilder routes, string prefixe, bool nouvelle)
    {
        Get("/formations", true, (_, query) => Liste("formations", _donnees.Jeu.Formations, query));
        Get("/certifications", true, (_, query) => Liste("certifications", _donnees.Jeu.Certifications, query));
        Get("/regionales", true, (_, query) => Liste("regionales", _donnees.Jeu.Regionales, query));
        Get("/formations/{cle}", false, (route, query) => Formation((string)route["cle"]!, query));
        Get("/certifications/{code}", false, (route, query) => Certification((string)route["code"]!, query));
        Get("/regionales/{region}/certifications/{code}", false,
            (route, query) => Regionale((string)route["region"]!, (string)route["code"]!, query));

        void Get(string route, bool liste, Func<RouteValueDictionary, IDictionary<string, string>, ReponseExposition> repondre) =>
            routes.MapGet(prefixe + route, (RequestDelegate)(http => ServirAsync(http, nouvelle, liste, () => repondre(
                http.Request.RouteValues, http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString())))));
    }

    private async Task ServirAsync(HttpContext http, bool nouvelle, bool liste, Func<ReponseExposition> repondre)
    {
        _compteurs.Compter(a => nouvelle ? a with { Nouvelle = a.Nouvelle + 1 } : a with { Ancienne = a.Ancienne + 1 });
        if (nouvelle ? Peches.NouvelleFermee : Peches.AncienneFermee)
        {
            await ReponseExposition.WritePageAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        if (!EstAdmis(http, nouvelle, liste))
        {
            _compteurs.Compter(a => a with { Refuses = a.Refuses + 1 });
            http.Response.Headers.WWWAuthenticate = nouvelle ? "Bearer" : "ApiKey";
            await ReponseExposition.Erreur(401, "Unauthorized").WriteAsync(http);
            return;
        }

        if (_limite.Prendre(nouvelle ? "nouvelle" : "ancienne") is { } attente)
        {
            _compteurs.Compter(a => a with { AuDela = a.AuDela + 1 });
            http.Response.Headers.RetryAfter = attente.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await ReponseExposition.Erreur(429, "Too many requests, please try again later.").WriteAsync(http);
            return;
        }

        if (await _faults.JouerAsync(http, Methode(http), repondre))
            _compteurs.Compter(a => a with { Pannes = a.Pannes + 1 });
        else if (!http.Response.HasStarted)
            await repondre().WriteAsync(http);
    }

    private static string Methode(HttpContext http) => ManualEndpoints.Methodes.First(m => http.Request.Path.Value!.Contains("/" + m,
        StringComparison.Ordinal));

    private bool EstAdmis(HttpContext http, bool nouvelle, bool liste)
    {
        var headers = http.Request.Headers;
        if (!nouvelle) return !liste || headers["X-Api-Key"] == _options.Cle;
        var jeton = headers.Authorization.ToString();
        return jeton.StartsWith("Bearer ", StringComparison.Ordinal) && _guichet.Accepte(jeton["Bearer ".Length..])
            && (_options.ClePasserelle is null || headers["X-Api-Key"] == _options.ClePasserelle);
    }

    private async Task JetonAsync(HttpContext http)
    {
        _compteurs.Compter(a => a with { Jetons = a.Jetons + 1 });
        if (await _faults.JouerAsync(http, "jeton", () => ReponseExposition.Erreur(503, "Service Unavailable")))
        {
            _compteurs.Compter(a => a with { Pannes = a.Pannes + 1 });
            return;
        }

        var demande = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var jeton = demande["grant_type"] == "client_credentials"
            ? _guichet.Delivrer(demande["client_id"], demande["client_secret"], Peches.JetonCoupeApresSecondes) : null;
        await (jeton is null
            ? new ReponseExposition(401, new System.Text.Json.Nodes.JsonObject { ["error"] = "invalid_client" })
            : ReponseExposition.Ok(new System.Text.Json.Nodes.JsonObject
            {
                ["access_token"] = jeton, ["token_type"] = "Bearer", ["expires_in"] = _options.JetonSecondes,
            })).WriteAsync(http);
    }

    private ReponseExposition Liste(string nom, IReadOnlyList<FicheExposition> fiches, IDictionary<string, string> query)
    {
        _compteurs.Compter(a => a with { Listes = a.Listes + 1 });
        return ListesEndpoint.Page(nom, fiches, _options, Peches, query);
    }

    private ReponseExposition Formation(string cle, IDictionary<string, string> query)
    {
        _compteurs.Compter(a => a with { Formations = a.Formations + 1 });
        var tiret = cle.IndexOf('-', StringComparison.Ordinal);
        return tiret < 0 ? ReponseExposition.Erreur(404, "Not Found")
            : FichesEndpoint.Formation(_donnees, cle[..tiret], cle[(tiret + 1)..], Valeur(query, "millesime"));
    }

    private ReponseExposition Certification(string code, IDictionary<string, string> query)
    {
        _compteurs.Compter(a => a with { Certifications = a.Certifications + 1 });
        return FichesEndpoint.Certification(_donnees, code, Valeur(query, "millesime"));
    }

    private ReponseExposition Regionale(string region, string code, IDictionary<string, string> query)
    {
        _compteurs.Compter(a => a with { Regionales = a.Regionales + 1 });
        return FichesEndpoint.Regionale(_donnees, region, code, Valeur(query, "millesime"));
    }

    private static string? Valeur(IDictionary<string, string> query, string nom) => query.TryGetValue(nom, out var texte) ? texte : null;
}
