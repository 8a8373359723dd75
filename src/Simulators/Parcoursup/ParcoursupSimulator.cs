using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>A Parcoursup on loopback that keeps its state.</summary>
public sealed class ParcoursupSimulator : IAsyncDisposable
{
    private static readonly PanneReader PanneReader = new(
        new Dictionary<string, TypePanne>(StringComparer.OrdinalIgnoreCase)
        {
            ["503"] = TypePanne.Indisponible,
            ["lenteur"] = TypePanne.Lenteur,
            ["coupure"] = TypePanne.Coupure,
            ["tableauVide"] = TypePanne.TableauVide,
            ["nok"] = TypePanne.Nok,
        },
        [ApiRestEndpoints.Recuperation, ApiRestEndpoints.Remontee]);

    private readonly ParcoursupOptions _options;
    private readonly ParcoursupState _state = new();
    private readonly ParcoursupCounters _counters = new();
    private readonly PanneQueue _pannes = new();
    private readonly CandidatWriter _writer;
    private readonly PushClient _push;
    private LoopbackServer? _server;

    private ParcoursupSimulator(ParcoursupOptions options, Dice dice, TimeProvider clock)
    {
        _options = options;
        Sins = options.Sins;
        _writer = new CandidatWriter(dice);
        _push = new PushClient(options, dice, clock);
        foreach (var etablissement in options.Etablissements)
            _state.Declare(etablissement);
    }

    public Uri Url => _server!.Url;

    /// <summary>The base URL of the methods, to be given to the établissement.</summary>
    public Uri UrlApiRest => new(Url, "/ApiRest/");

    /// <summary>Can be changed at any time.</summary>
    public ParcoursupSins Sins { get; set; }

    /// <summary>Looks on at every call; can be changed at any time.</summary>
    public Temoin? Temoin { get; set; }

    /// <summary>Is told of every push that the gateway has acknowledged; can be changed at any time.</summary>
    public Action? Acquittement { get; set; }

    public static async Task<ParcoursupSimulator> StartAsync(ParcoursupOptions options, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var dice = new Dice(options.Graine);
        var simulator = new ParcoursupSimulator(options, dice, clock);
        var api = new ApiRestEndpoints(options, simulator._state, simulator._counters, simulator._pannes, dice, clock, () =>
            simulator.Sins);
        simulator._server = await LoopbackServer.StartAsync(options.Port, routes => { api.Map(routes); simulator.Map(routes); },
            cancellationToken, () => simulator.Temoin);
        return simulator;
    }

    public void Declarer(EtablissementParcoursup etablissement) => _state.Declare(etablissement);

    /// <summary>Creates or replaces wishes, given as the flat objects of the contract.</summary>
    public void Enregistrer(IEnumerable<JsonObject> candidats) =>
        _state.Upsert([.. candidats.Select(c => VoeuSimule.Read(c, out var erreur)
            ?? throw new ArgumentException(erreur, nameof(candidats)))]);

    /// <summary>The candidate gives the wish up: it leaves the pulls, and nothing is pushed.</summary>
    public bool Retirer(CleVoeu cle) => _state.SetSituation(cle, 3);

    /// <summary>The feedback of these candidates (and of no other) is refused from now on.</summary>
    public void Refuser(IEnumerable<int> codesCandidat) => _state.Refuse(codesCandidat);

    /// <summary>Pushes the present state of the wishes to one address, whoever they belong to.</summary>
    public Task<BilanPoussee> PousserAsync(IReadOnlyCollection<CleVoeu> voeux, Uri baseUrl, string login, string motDePasse,
        CancellationToken cancellationToken) =>
        PousserAsync(voeux, _ => new Destination(baseUrl, login, motDePasse), cancellationToken);

    /// <summary>
    /// Pushes the present state of the wishes, each to its own établissement; one that declared no address hears nothing.
    /// </summary>
    public Task<BilanPoussee> PousserAsync(IReadOnlyCollection<CleVoeu> voeux, CancellationToken cancellationToken) =>
        PousserAsync(
            voeux,
            voeu => _state.Etablissement(voeu.Uai) is { UrlPush: { } url } etablissement
            ? new Destination(url, etablissement.LoginPush, etablissement.MotDePassePush) : null,
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _push.Dispose();
    }

    private async Task<BilanPoussee> PousserAsync(IReadOnlyCollection<CleVoeu> voeux, Func<VoeuSimule, Destination?> vers,
        CancellationToken cancellationToken)
    {
        var wanted = voeux.ToHashSet();
        var lost = new System.Collections.Concurrent.ConcurrentBag<CleVoeu>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.PousseesSimultanees, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_state.Voeux(v => wanted.Contains(v.Cle)), parallel, async (voeu, token) =>
        {
            var etat = _state.EtatInscription(voeu.Cle.CodeCandidat, voeu.Cle.CodeFormationPsup);
            if (vers(voeu) is not { } destination
                || !await _push.PushAsync(_writer.Write(voeu, etat, Sins), destination.Url, destination.Login, destination.MotDePasse, Sins,
                    token))
                lost.Add(voeu.Cle);
            else
                Acquittement?.Invoke();
        });

        _counters.Count("poussees", wanted.Count);
        _counters.Count("pousseesPerdues", lost.Count);
        return new BilanPoussee(wanted.Count, wanted.Count - lost.Count, [.. lost]);
    }

    private sealed record Destination(Uri Url, string Login, string MotDePasse);

    private void Map(IEndpointRouteBuilder routes)
    {
        var manual = new ManualEndpoints(this, _state);
        manual.Map(routes);
        new EtablissementsEndpoint(this, _state, _options.CandidatTest).Map(routes);
        routes.MapPannes(_pannes, PanneReader);
        routes.MapGet("/etat", (RequestDelegate)(context => JsonBody.WriteAsync(context.Response, State())));
    }

    private JsonObject State() => new()
    {
        ["candidats"] = new JsonArray([.. _state.Voeux(_ => true).Select(v =>
            _writer.Write(v, _state.EtatInscription(v.Cle.CodeCandidat, v.Cle.CodeFormationPsup), new ParcoursupSins()))]),
        ["inscriptions"] = new JsonArray([.. _state.Inscriptions().Select(i => (JsonNode)new JsonObject
        {
            ["codeCandidat"] = i.Candidat,
            ["codeFormationPsup"] = i.Formation,
            ["etatInscription"] = i.Historique[^1],
            ["historique"] = new JsonArray([.. i.Historique.Select(etat => (JsonNode)etat)]),
        })]),
        ["refus"] = _counters.Refusals(),
        ["appels"] = _counters.Calls(),
        ["pannes"] = PanneReader.Describe(_pannes.Waiting()),
    };
}
