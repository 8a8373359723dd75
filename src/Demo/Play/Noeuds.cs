namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The gateway: one process, or several on one database behind a proxy; whoever calls it knows one address.</summary>
internal sealed class Noeuds : IAsyncDisposable
{
    private readonly IReadOnlyList<GatewayProcess> _tous;
    private readonly Repartiteur? _repartiteur;
    private readonly PostgresPrive? _postgres;
    private readonly GatewayStorage _stockage;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly TimeProvider _clock;

    private Noeuds(Uri url, IReadOnlyList<GatewayProcess> tous, GatewayStorage stockage, TimeProvider clock,
        PostgresPrive? postgres = null, Repartiteur? repartiteur = null) =>
        (Url, _tous, _stockage, _clock, _postgres, _repartiteur) = (url, tous, stockage, clock, postgres, repartiteur);

    public Uri Url { get; }

    public IReadOnlyList<GatewayProcess> Tous => _tous;

    /// <summary>Prepares them; nothing of the gateway is started yet.</summary>
    /// <param name="port">Of the one address.</param>
    public static async Task<Noeuds> PreparerAsync(
        DemoOptions options, int port, string assembly, string dossier, TimeProvider clock, CancellationToken cancellationToken)
    {
        var url = GatewayProcess.Loopback(port);
        if (options.Noeuds == 1 && !options.Postgres)
        {
            var sqlite = GatewayStorage.Sqlite(dossier);
            return new Noeuds(url, [new GatewayProcess(assembly, dossier, url, url, sqlite, options.Journal)], sqlite, clock);
        }

        // Before anything is started.
        if (options.Noeuds > 1) Repartiteur.Verifier();
        var postgres = await PostgresPrive.StartAsync(cancellationToken);
        try
        {
            var stockage = GatewayStorage.Postgres(dossier, postgres.Connexion);
            var ports = options.Noeuds == 1 ? [port] : Ports.Libres(options.Noeuds);
            var repartiteur = options.Noeuds == 1 ? null : await Repartiteur.StartAsync(port, ports, clock, cancellationToken);
            return new Noeuds(
                url,
                [.. ports.Select(p => new GatewayProcess(assembly, dossier, GatewayProcess.Loopback(p), url, stockage, options.Journal))],
                stockage, clock, postgres, repartiteur);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one command of the gateway and returns what it prints.</summary>
    public Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        _tous[0].RunAsync(arguments, cancellationToken);

    /// <inheritdoc cref="GatewayProcess.TryAsync"/>
    public Task<(int Code, string Output, string Errors)> TryAsync(string[] arguments, CancellationToken cancellationToken) =>
        _tous[0].TryAsync(arguments, cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // One after the other: the first one brings the database up to date.
        foreach (var noeud in _tous) await StartAsync(noeud, cancellationToken);
    }

    /// <summary>Starts it, again perhaps, and waits until it serves.</summary>
    public async Task StartAsync(GatewayProcess noeud, CancellationToken cancellationToken)
    {
        noeud.Start();
        while (!await EstEnServiceAsync(noeud, cancellationToken))
        {
            if (!noeud.IsRunning)
                throw new DemoException($"La passerelle s'est arrêtée :{Environment.NewLine}{noeud.LastWords}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), _clock, cancellationToken);
        }
    }

    /// <summary>Holds the database, as another program would; until it is disposed nothing can be written.</summary>
    public Task<IAsyncDisposable> TenirLaBaseAsync(CancellationToken cancellationToken) => _stockage.TenirAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var noeud in _tous) await noeud.DisposeAsync();
            if (_repartiteur is not null) await _repartiteur.DisposeAsync();
        }
        finally
        {
            // Of all that runs it is what nobody would end.
            if (_postgres is not null) await _postgres.DisposeAsync();
            _http.Dispose();
        }
    }

    private async Task<bool> EstEnServiceAsync(GatewayProcess noeud, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(noeud.Url, "sante"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
