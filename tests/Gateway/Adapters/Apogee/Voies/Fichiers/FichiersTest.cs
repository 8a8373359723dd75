using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Fichiers;

/// <summary>A test with an établissement whose OPI leave by flat files, in a folder of the test (rules E1, E4).</summary>
public abstract class FichiersTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("fichiers-opi-").FullName;

    protected JsonObject Fichiers => Etab.Document["opi"]!["fichiers"]!.AsObject();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Etab.Document["opi"]!["voie"] = "Fichiers";
        Etab.Document["opi"]!["fichiers"] = new JsonObject { ["dossier"] = Folder };
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks for a lot and gives what the gateway says of it.</summary>
    protected async Task<string> GenerateAsync() => (await PostAsync("fichiers"))!["message"]!.GetValue<string>();

    protected async Task<JsonObject> LotAsync(int numero) => (await GetAsync($"fichiers/{numero}"))!.AsObject();

    protected async Task<string> StateAsync(int numero) => (await LotAsync(numero))["etat"]!.GetValue<string>();

    protected string ManifestOf(int numero) => Path.Combine(Folder, $"opi_univ-alpes_2026_{numero:000000}.json");

    /// <summary>The VETs of a file with their number and decision, such as <c>17:L1DROI=F</c>.</summary>
    protected static string Wishes(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(';')).ToList();
        int At(string column) => Array.IndexOf(lines[0], column);
        return string.Join(' ', lines.Skip(1).Select(l => $"{l[At("codOpiIntEpo")]}:{l[At("codEtp")]}={l[At("codDecVeu")]}").Order(StringComparer.Ordinal));
    }

    protected async Task<string> UsualAsync(int numero) => Wishes(await File.ReadAllTextAsync(Path.Combine(Folder, $"opi_univ-alpes_2026_{numero:000000}.csv")));

    protected async Task<string> UnfavourableAsync(int numero) => Wishes(await File.ReadAllTextAsync(Path.Combine(Folder, $"opi_univ-alpes_2026_{numero:000000}_defavorables.csv")));

    /// <summary>Apogée's job imports the lot; with <paramref name="confirmer"/> it says so beside the manifest.</summary>
    protected Task ImportAsync(int numero, bool confirmer = false) => Etab.Apogee.ImporterLotAsync(ManifestOf(numero), confirmer, default);

    /// <summary>What the address answers: its status and its French message.</summary>
    protected async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await Api.RawAsync(method, Etab.Path + path, body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    protected Task<(HttpStatusCode Status, string Text)> ConfirmAsync(int numero) => AskAsync(HttpMethod.Post, $"fichiers/{numero}/confirmer");

    protected Task<(HttpStatusCode Status, string Text)> RejectAsync(int numero, string motif = "import en erreur") =>
        AskAsync(HttpMethod.Post, $"fichiers/{numero}/rejeter", $$"""{"motif":"{{motif}}"}""");

    protected async Task<int> OpiAsync(string count) => (await AtRestAsync())["opi"]![count]!.GetValue<int>();
}
