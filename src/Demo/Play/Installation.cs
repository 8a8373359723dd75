using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Apogee;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Everything that runs: both simulators in this process, the gateway in its own, in a folder that goes away.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly DirectoryInfo _dossier;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly TimeProvider _clock;

    private Installation(DirectoryInfo dossier, ParcoursupSimulator parcoursup, ApogeeSimulator apogee, GatewayProcess passerelle, TimeProvider clock)
    {
        (_dossier, Parcoursup, Apogee, Passerelle, _clock) = (dossier, parcoursup, apogee, passerelle, clock);
        UrlPush = new Uri(passerelle.Url, $"parcoursup/{Campagne.Uai}/");
    }

    public ParcoursupSimulator Parcoursup { get; }

    public ApogeeSimulator Apogee { get; }

    public GatewayProcess Passerelle { get; }

    public Uri UrlPush { get; }

    public GatewayApi Api { get; private set; } = null!;

    public string CleAdministrateur { get; private set; } = "";

    public string CleEtablissement { get; private set; } = "";

    public static async Task<Installation> StartAsync(DemoOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var assembly = GatewayFiles.FindAssembly(AppContext.BaseDirectory);
        var ports = Ports.Choisir(options);
        var dossier = Directory.CreateTempSubdirectory("parcoursup-demo-");
        var passerelle = new GatewayProcess(assembly, dossier.FullName, ports.Passerelle);
        var parcoursup = await ParcoursupSimulator.StartAsync(OptionsParcoursup(options, ports), clock, cancellationToken);
        var apogee = await ApogeeSimulator.StartAsync(OptionsApogee(options, ports), clock, cancellationToken);
        var installation = new Installation(dossier, parcoursup, apogee, passerelle, clock);
        try
        {
            await installation.InstallerAsync(cancellationToken);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a simulator says of itself, over HTTP like anybody else.</summary>
    public async Task<JsonNode> EtatAsync(Uri simulateur, CancellationToken cancellationToken) =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri(simulateur, "/etat"), cancellationToken))!;

    public async Task OrdonnerPanneAsync(Uri simulateur, JsonObject panne, CancellationToken cancellationToken)
    {
        using var content = new StringContent(panne.ToJsonString());
        using var response = await _http.PostAsync(new Uri(simulateur, "/pannes"), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task DemarrerPasserelleAsync(CancellationToken cancellationToken)
    {
        Passerelle.Start();
        while (!await Api.EstEnServiceAsync(cancellationToken))
        {
            if (!Passerelle.IsRunning)
                throw new DemoException($"La passerelle s'est arrêtée :{Environment.NewLine}{Passerelle.LastWords}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), _clock, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Passerelle.DisposeAsync();
        await Parcoursup.DisposeAsync();
        await Apogee.DisposeAsync();
        Api?.Dispose();
        _http.Dispose();
        _dossier.Delete(recursive: true);
    }

    private async Task InstallerAsync(CancellationToken cancellationToken)
    {
        CleAdministrateur = await Passerelle.RunAsync(["cle", "creer", "--administrateur", "--nom", "demo"], cancellationToken);
        Api = new GatewayApi(Passerelle.Url, CleAdministrateur, Campagne.Uai, _clock);
        await DemarrerPasserelleAsync(cancellationToken);
        await Api.ConfigurerAsync(ConfigurationDemo.Ecrire(Parcoursup.UrlApiRest, Apogee.UrlOpiMetier), cancellationToken);
        CleEtablissement = await Api.CreerCleAsync("demo", cancellationToken);
        Parcoursup.Declarer(new EtablissementParcoursup(Campagne.Uai, Secrets.Parcoursup.Login, Secrets.Parcoursup.MotDePasse)
        {
            UrlPush = UrlPush,
            LoginPush = Secrets.Push.Login,
            MotDePassePush = Secrets.Push.MotDePasse,
        });
    }

    private static ParcoursupOptions OptionsParcoursup(DemoOptions options, Ports ports) => new()
    {
        Port = ports.Parcoursup,
        Graine = options.Graine,
        CandidatTest = ConfigurationDemo.CandidatTest,
        PousseesSimultanees = 24,
    };

    private static ApogeeOptions OptionsApogee(DemoOptions options, Ports ports) => new()
    {
        Port = ports.Apogee,
        Graine = options.Graine,
        Login = Secrets.Apogee.Login,
        MotDePasse = Secrets.Apogee.MotDePasse,
        Release = new Version(6, 50),
        VetsConnues = Formations.Toutes
            .SelectMany(f => new[] { f.Oui, f.OuiSi3, f.OuiSi4 })
            .OfType<Scenario.Vet>()
            .Select(v => new Simulators.Apogee.Vet(v.CodCge, v.CodEtp, v.CodVrsVet))
            .ToHashSet(),
    };
}
