using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Fichiers;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>An Apogée on loopback that answers OpiMetier and its neighbours, and keeps what it was told.</summary>
public sealed class ApogeeSimulator : IAsyncDisposable
{
    private const string Path = "/services/OpiMetier";

    private static readonly PanneReader PanneReader = new(
        new Dictionary<string, TypePanne>(StringComparer.OrdinalIgnoreCase)
        {
            ["503"] = TypePanne.Indisponible,
            ["lenteur"] = TypePanne.Lenteur,
            ["coupure"] = TypePanne.Coupure,
            ["tardif"] = TypePanne.Tardif,
            ["voeuxPerdus"] = TypePanne.VoeuxPerdus,
        },
        [OpiEndpoint.Operation, TraitementApogee.Operation, LaissezPasserEndpoint.Service, EtudiantEndpoint.Service]);

    private readonly ApogeeState _state = new();
    private readonly Etudiants _etudiants;
    private readonly LaissezPasserBook _laissezPasser = new();
    private readonly CallLog _log = new();
    private readonly PanneQueue _pannes = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly EtablissementsApogee _autres;
    private LoopbackServer? _server;

    private readonly OpiRules _rules;

    private ApogeeSimulator(ApogeeOptions options, TimeProvider clock)
    {
        Sins = options.Sins;
        _rules = new OpiRules(options);
        _etudiants = new Etudiants(_state);
        _autres = new EtablissementsApogee(options, clock);
    }

    public Uri Url => _server!.Url;

    public Uri UrlOpiMetier => new(Url, Path);

    /// <summary>Calls of OpiMetier so far, whatever became of them.</summary>
    public int NombreAppels => _log.Number("appels");

    /// <summary>Can be changed at any time.</summary>
    public ApogeeSins Sins { get; set; }

    /// <summary>Looks on at every call; can be changed at any time.</summary>
    public Temoin? Temoin { get; set; }

    public static async Task<ApogeeSimulator> StartAsync(ApogeeOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var simulator = new ApogeeSimulator(options, clock);
        var network = new ApogeeNetwork(options, simulator._log, simulator._pannes, new Dice(options.Graine), clock, () => simulator.Sins,
            simulator._stopped.Token);
        simulator._server = await LoopbackServer.StartAsync(options.Port, routes => simulator.Map(routes, options, network),
            cancellationToken, () => simulator.Temoin);
        return simulator;
    }

    /// <summary>Imports a lot of flat files from its folder; with <paramref name="confirmer"/>, then says so beside the manifest.</summary>
    /// <exception cref="ImportRefuse">Something is wrong with it; nothing was taken.</exception>
    public async Task<BilanImport> ImporterLotAsync(string manifeste, bool confirmer, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(manifeste, cancellationToken);
        var bilan = ImporterLot(bytes, nom => File.ReadAllBytes(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(manifeste)!, nom)));
        if (confirmer)
            await File.WriteAllTextAsync(manifeste + ".ok", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
                cancellationToken);
        return bilan;
    }

    /// <summary>Imports a lot that was downloaded.</summary>
    /// <inheritdoc cref="ImporterLotAsync" path="/exception"/>
    public BilanImport ImporterLot(byte[] manifeste, Func<string, byte[]> fichier)
    {
        var messages = LotImport.Read(manifeste, fichier, out var lignes);
        foreach (var message in messages)
            if (_rules.Check(message, _state.Knows(message.CodOpiIntEpo)) is { } fault)
                throw new ImportRefuse($"OPI {message.CodOpiIntEpo} : {fault}");
        foreach (var message in messages) _state.Apply(message);
        return new BilanImport(messages.Count, lignes);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        await _autres.DisposeAsync();
        _stopped.Dispose();
    }

    /// <summary>Writes an OPI as a job beside Apogée does, with Apogée's own rules; null when it was taken.</summary>
    internal OpiFault? Write(OpiMessage message)
    {
        var fault = _rules.Check(message, _state.Knows(message.CodOpiIntEpo));
        if (fault is null) _state.Apply(message, _pannes.Take(TraitementApogee.Operation)?.Type == TypePanne.VoeuxPerdus);
        else _log.Refused(message.CodOpiIntEpo, fault);
        return fault;
    }

    /// <summary>What stands under each of these numbers; under all of them when none is named.</summary>
    internal IReadOnlyList<(string CodOpi, IReadOnlyList<(Vet Vet, string Decision)> Voeux)> Look(IReadOnlyCollection<string> numbers) =>
        _state.Look(numbers);

    private void Map(IEndpointRouteBuilder routes, ApogeeOptions options, ApogeeNetwork network)
    {
        var endpoint = new OpiEndpoint(options, _state, _log, network);
        routes.MapPost(Path, endpoint.HandleAsync);
        routes.MapGet(Path, (RequestDelegate)(context => SoapWriter.XmlAsync(
            context.Response, StatusCodes.Status200OK, ApogeeWsdl.Write(
                UrlOpiMetier, options.EspaceDeNoms, Enumerable.Range(OpiHistory.Oldest, OpiHistory.Newest - OpiHistory.Oldest + 1)
                .Where(v => OpiHistory.Serves(options, v))))));
        new LaissezPasserEndpoint(options, _state, _etudiants, _laissezPasser, _log, network).Map(routes, () => Url);
        new EtudiantEndpoint(_etudiants, _log, network).Map(routes, () => Url);
        _etudiants.Map(routes);
        _autres.Map(routes);
        routes.MapPannes(_pannes, PanneReader);
        routes.MapGet("/etat", (RequestDelegate)(context => JsonBody.WriteAsync(context.Response, State())));
    }

    private JsonObject State()
    {
        var (opi, voeux, omissions, fusions) = _state.Describe(_log.Of);
        var totals = _log.Totals();
        totals["opi"] = opi.Count;
        totals["voeux"] = voeux;
        totals["omissions"] = omissions;
        totals["fusions"] = fusions;
        var (laissezPasser, etudiants) = (_laissezPasser.Describe(), _etudiants.Describe());
        totals["laissezPasser"] = laissezPasser.Count;
        totals["etudiants"] = etudiants.Count;
        return new JsonObject
        {
            ["opi"] = opi,
            ["laissezPasser"] = laissezPasser,
            ["etudiants"] = etudiants,
            ["totaux"] = totals,
            ["fautes"] = _log.Faults(),
            ["pannes"] = PanneReader.Describe(_pannes.Waiting()),
        };
    }
}
