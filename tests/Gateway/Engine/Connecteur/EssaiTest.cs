using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Sequences;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>One node, with nothing that runs by itself, and an établissement whose gate is open; what its connector is tested by is the test's.</summary>
public abstract class EssaiTest(PostgresServer postgres, DatabaseEngine engine) : IAsyncLifetime
{
    private TestStorage _storage = null!;

    private protected const string Uai = "0730013T";

    private protected Noeud Noeud { get; private set; } = null!;
    private protected Passerelle Passerelle { get; private set; } = null!;
    private protected EssaiFictif Essai { get; } = new();
    private protected ConnectorTest Connecteur { get; private set; } = null!;
    private protected Database Base => Noeud.De<Database>();
    private protected EtablissementModel Modele => Noeud.Configuration.Current.FindByCode(Passerelle.Code)!;

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, engine);
        Noeud = await Noeud.CreerAsync(_storage, new HorlogeMachine(), 0);
        Passerelle = new Passerelle([Noeud], "univ-alpes");
        await Passerelle.CreerAsync(new Dictionary<int, (string, string)> { [8841] = ("V1", "") });
        Connecteur = Essai.De(Noeud.Services);
    }

    public async ValueTask DisposeAsync()
    {
        await Noeud.DisposeAsync();
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<IEnumerable<string>> TestesParAsync() =>
        (await Connecteur.HistoryAsync(Passerelle.Code, default)).Select(t => t.Par);

    private protected Task LancesAsync(int nombre) => Poll.UntilAsync(() => Task.FromResult(Essai.Lances >= nombre));

    private protected Task RenommerAsync(string change) => Base.ExecuteAsync("ALTER TABLE " + change, null, default);
}
