using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Apogee;
using Parcoursup.Gateway.Simulators.Fregata;
using Parcoursup.Gateway.Simulators.Hosting;
using Parcoursup.Gateway.Simulators.Parcoursup;
using Parcoursup.Gateway.Simulators.Scolarix;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Everything that runs: the simulators in this process, the gateway in its own, in a folder that goes away.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly DirectoryInfo _dossier;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly TimeProvider _clock;
    private readonly Dictionary<Etablissement, GatewayApi> _apis = [];
    private readonly Dictionary<Etablissement, string> _cles = [];

    private Installation(DirectoryInfo dossier, Noeuds passerelle, Simulateurs simulateurs, TimeProvider clock) =>
        (_dossier, Passerelle, Simulateurs, _clock) = (dossier, passerelle, simulateurs, clock);

    public Simulateurs Simulateurs { get; }

    public ParcoursupSimulator Parcoursup => Simulateurs.Parcoursup;

    public ApogeeSimulator Apogee => Simulateurs.Apogee;

    public FregataSimulator Fregata => Simulateurs.Fregata;

    public ScolarixSimulator Scolarix => Simulateurs.Scolarix;

    public DossiersScolarix DossiersScolarix => Simulateurs.Dossiers;

    public Noeuds Passerelle { get; }

    /// <summary>The REST API as each établissement sees it.</summary>
    public IReadOnlyDictionary<Etablissement, GatewayApi> Apis => _apis;

    /// <summary>That of the university on Apogée, and what is common to all.</summary>
    public GatewayApi Api => _apis[Etablissements.Alpes];

    public string CleAdministrateur { get; private set; } = "";

    /// <summary>Makes the first account of the pages; good once.</summary>
    public string LienPages { get; private set; } = "";

    public IReadOnlyDictionary<Etablissement, string> Cles => _cles;

    public static async Task<Installation> StartAsync(DemoOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var assembly = GatewayFiles.FindAssembly(AppContext.BaseDirectory);
        var ports = Ports.Choisir(options);
        // Beside the log, whatever the gateway refused to those who play the other side.
        if (options.Journal is { } journal) File.WriteAllText(ErreursRecues.Fichier = journal + ".refus", "");
        var dossier = Directory.CreateTempSubdirectory("parcoursup-demo-");
        var demarres = new Stack<IAsyncDisposable>();
        try
        {
            var passerelle = await Noeuds.PreparerAsync(options, ports.Passerelle, assembly, dossier.FullName, clock, cancellationToken);
            demarres.Push(passerelle);
            var simulateurs = await Simulateurs.StartAsync(options, ports, passerelle.Url, dossier, clock, cancellationToken);
            demarres.Push(simulateurs);
            var installation = new Installation(dossier, passerelle, simulateurs, clock);
            await installation.InstallerAsync(cancellationToken);
            return installation;
        }
        catch
        {
            // Nothing of it runs on, in this process or beside it.
            foreach (var demarre in demarres) await demarre.DisposeAsync();
            dossier.Delete(recursive: true);
            throw;
        }
    }

    public Uri UrlPush(Etablissement etablissement) => new(Passerelle.Url, $"parcoursup/{etablissement.Uai}/");

    /// <summary>Sets the business clock, and waits until every node goes by it: they follow each other within a second.</summary>
    public async Task ReglerHorlogeAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        await Api.ReglerHorlogeAsync(instant, cancellationToken);
        if (Passerelle.Tous.Count == 1) return;
        foreach (var noeud in Passerelle.Tous)
        {
            using var api = new GatewayApi(noeud.Url, CleAdministrateur, Etablissements.Alpes.Uai, _clock);
            while (await api.HorlogeAsync(cancellationToken) < instant)
                await Task.Delay(TimeSpan.FromMilliseconds(50), _clock, cancellationToken);
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

    public async ValueTask DisposeAsync()
    {
        await Passerelle.DisposeAsync();
        await Simulateurs.DisposeAsync();
        foreach (var api in _apis.Values)
            api.Dispose();
        _http.Dispose();
        _dossier.Delete(recursive: true);
    }

    private async Task InstallerAsync(CancellationToken cancellationToken)
    {
        CleAdministrateur = await Passerelle.RunAsync(["cle", "creer", "--administrateur", "--nom", "demo"], cancellationToken);
        LienPages = await Passerelle.RunAsync(["utilisateur", "inviter", "--exploitant", "--nom", "Vous"], cancellationToken);
        foreach (var etablissement in Etablissements.Tous)
            _apis[etablissement] = new GatewayApi(Passerelle.Url, CleAdministrateur, etablissement.Uai, _clock);
        await Passerelle.StartAsync(cancellationToken);
        await Api.ConfigurerAsync(ConfigurationDemo.Ecrire(Parcoursup.UrlApiRest, Apogee.UrlOpiMetier, DossiersScolarix),
            cancellationToken);
        foreach (var (etablissement, api) in _apis)
        {
            _cles[etablissement] = await api.CreerCleAsync("demo", cancellationToken);
            Parcoursup.Declarer(new EtablissementParcoursup(etablissement.Uai, Secrets.Parcoursup(etablissement).Login,
                Secrets.Parcoursup(etablissement).MotDePasse)
            {
                UrlPush = UrlPush(etablissement),
                LoginPush = Secrets.Push(etablissement).Login,
                MotDePassePush = Secrets.Push(etablissement).MotDePasse,
            });
        }
    }
}
