using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Fichiers;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>
/// A Scolarix that purges its base and imports snapshots out of a folder, lets only those in the base préinscrire
/// themselves, and gives the enrolments of each day back (seed 003).
/// </summary>
public sealed class ScolarixSimulator : IAsyncDisposable
{
    private readonly ScolarixOptions _options;
    private readonly ScolarixState _state = new();
    private readonly InstantaneReader _reader;
    private readonly RetourWriter _writer;
    private readonly Lock _import = new();
    private LoopbackServer? _server;

    private ScolarixSimulator(ScolarixOptions options)
    {
        _options = options;
        _reader = new InstantaneReader(options);
        _writer = new RetourWriter(options);
    }

    public Uri Url => _server!.Url;

    public static async Task<ScolarixSimulator> StartAsync(ScolarixOptions options, CancellationToken cancellationToken)
    {
        var simulator = new ScolarixSimulator(options);
        simulator._server = await LoopbackServer.StartAsync(options.Port, simulator.Map, cancellationToken);
        return simulator;
    }

    /// <summary>Takes the highest snapshot; a refused one leaves the base as it was.</summary>
    public ImportScolarix Importer()
    {
        lock (_import)
        {
            int? numero = null;
            try
            {
                var chemin = Manifeste.PlusRecent(_options) ?? throw new ImportRefuse("Aucun instantané avec manifeste dans le dossier");
                var manifeste = Manifeste.Lire(_options, chemin);
                numero = manifeste.Numero;
                if (manifeste.Numero < _state.Dernier)
                    throw new ImportRefuse($"L'instantané {manifeste.Numero} est plus ancien que le {_state.Dernier}, déjà importé");
                return _state.Remplacer(manifeste.Numero, _reader.Read(manifeste));
            }
            catch (ImportRefuse refus)
            {
                return _state.Noter(new ImportScolarix(numero, false, refus.Message, 0, 0, 0));
            }
        }
    }

    /// <summary>Why the préinscription is refused, null when it was taken.</summary>
    public string? Preinscrire(int codeCandidat) => _state.Preinscrire(codeCandidat);

    /// <summary>What a gestionnaire does with an enrolment: why it is refused, null when it was taken.</summary>
    public string? Inscrire(InscriptionScolarix inscription) => _state.Inscrire(inscription);

    /// <summary>The file of the day in the return folder; null when nothing has changed since the last.</summary>
    public async Task<string?> RendreAsync(DateOnly jour, CancellationToken cancellationToken)
    {
        var lignes = _state.ARendre();
        if (lignes.Count == 0)
            return null;

        var fichier = await _writer.WriteAsync(jour, _state.Rang, lignes, cancellationToken);
        _state.Rendu(fichier, lignes);
        return fichier;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        new ManualEndpoints(this).Map(routes);
        routes.MapGet("/etat", (RequestDelegate)(context => JsonBody.WriteAsync(context.Response, _state.Describe())));
    }
}
