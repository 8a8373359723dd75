using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>Parcoursup's service for the formations of the catalogue, on loopback; it keeps what it was sent.</summary>
public sealed class CatalogueSimulator : IAsyncDisposable
{
    private static readonly PanneReader PanneReader = new(
        new Dictionary<string, TypePanne>(StringComparer.OrdinalIgnoreCase)
        {
            ["503"] = TypePanne.Indisponible,
            ["500"] = TypePanne.Erreur,
            ["429"] = TypePanne.TropDeRequetes,
            ["lenteur"] = TypePanne.Lenteur,
            ["coupure"] = TypePanne.Coupure,
            ["page"] = TypePanne.PageHtml200,
            ["sansIdentifiant"] = TypePanne.SansIdentifiant,
        },
        [FormationsEndpoints.Creation, FormationsEndpoints.Modification, FormationsEndpoints.Affectation]);

    private readonly CatalogueState _state;
    private readonly JournalAppels _journal = new();
    private readonly PanneQueue _pannes = new();
    private readonly JetonVerifier _jetons;
    private LoopbackServer? _server;

    private CatalogueSimulator(CatalogueOptions options, TimeProvider clock)
    {
        _state = new CatalogueState(options);
        _jetons = new JetonVerifier(clock, options.EcartHorloge);
        Signature = options.Signature;
        foreach (var certificat in options.Certificats) Certifier(certificat);
    }

    public Uri Url => _server!.Url;

    /// <summary>The base of the service, to be given to the gateway.</summary>
    public Uri UrlApi => new(Url, FormationsEndpoints.Base);

    /// <summary>How a call is answered whose token is not believed; can be changed at any time.</summary>
    public ReponseSignature Signature { get; set; }

    public static async Task<CatalogueSimulator> StartAsync(CatalogueOptions options, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var simulator = new CatalogueSimulator(options, clock);
        var service = new FormationsEndpoints(simulator._state, simulator._journal, simulator._pannes, simulator._jetons,
            () => simulator.Signature, clock);
        simulator._server = await LoopbackServer.StartAsync(options.Port, routes => { service.Map(routes); simulator.Map(routes); },
            cancellationToken);
        return simulator;
    }

    /// <summary>Registers a caller's certificate, or replaces it.</summary>
    /// <exception cref="ArgumentException">It is no certificate and no RSA public key.</exception>
    public void Certifier(CertificatConnu certificat) => _jetons.Inscrire(certificat);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Map(IEndpointRouteBuilder routes)
    {
        new ManualEndpoints(this, _state).Map(routes);
        routes.MapPannes(_pannes, PanneReader);
        routes.MapGet("/etat", (RequestDelegate)(context => JsonBody.WriteAsync(context.Response, State())));
    }

    private JsonObject State()
    {
        var etat = new JsonObject { ["formations"] = _state.Describe() };
        _journal.Decrire(etat);
        etat["pannes"] = PanneReader.Describe(_pannes.Waiting());
        return etat;
    }
}
