using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix;

/// <summary>A test with an établissement whose students are enrolled in Scolarix, and a folder for its file.</summary>
public abstract class ScolarixTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("scolarix-").FullName;

    protected JsonObject Scolarix => Etab.Document["scolarix"]!.AsObject();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Etab.Document["sis"] = "Scolarix";
        Etab.Document["scolarix"] = new JsonObject { ["dossier"] = Folder };
        // Not by itself, whatever a test does to the clock.
        Etab.Document["planification"]!["scolarix"] = "0 0 6 1 1 ?";
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the gateway on the publication day of the results; the gate is of no importance here (rule D2).</summary>
    protected async Task StartPublishedAsync(params string[] settings)
    {
        await StartAsync(openGate: false, settings);
        await TrustedPullAsync();
        await SetClockAsync(7);
    }

    /// <summary>Before a first full pull that can be trusted no file is published (rule C7). Of nobody, so that every later one is trusted too.</summary>
    protected Task TrustedPullAsync() => Gateway.ExecuteAsync(
        $"""
        INSERT INTO recuperation (etablissement, uai, cause, etat, demandee_le, prochaine_tentative, candidats, de_confiance)
        SELECT '{Etab.Code}', '{Etab.Uai}', 'test', 'Terminee', '2026-06-02T06:00:00Z', '2026-06-02T06:00:00Z', 0, TRUE
        """);

    /// <summary>Candidates who have accepted and passed.</summary>
    protected async Task AdmitAsync(params int[] codes)
    {
        await PushAsync([.. codes.Select(c => TestDocument.Voeu(c))]);
        await ResultAsync("ADMIS", "2026-07-07", codes);
    }

    /// <summary>Asks for a snapshot, which must end in this state, and gives it.</summary>
    protected async Task<JsonNode> SnapshotAsync(string etat = "Publie")
    {
        var snapshot = (await PostAsync("scolarix/instantanes"))!;
        Assert.True(snapshot["etat"]!.GetValue<string>() == etat, snapshot.ToJsonString());
        return snapshot;
    }

    protected async Task<string> StateAsync(int numero) => (await GetAsync($"scolarix/instantanes/{numero}"))!["etat"]!.GetValue<string>();

    protected string FileOf(int numero) => Path.Combine(Folder, $"scolarix_univ-alpes_2026_{numero:000000}.csv");

    protected string ManifestOf(int numero) => Path.ChangeExtension(FileOf(numero), ".json");

    /// <summary>Reads a file as Scolarix's side does, by its manifest: the numbers of the candidates in it.</summary>
    protected async Task<string> NumbersAsync(int numero)
    {
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(ManifestOf(numero)))!;
        return Numbers(await File.ReadAllBytesAsync(Path.Combine(Folder, manifest["fichier"]!.GetValue<string>())), manifest);
    }

    protected static string Numbers(byte[] file, JsonNode manifest)
    {
        Assert.Equal(manifest["sha256"]!.GetValue<string>(), Convert.ToHexStringLower(SHA256.HashData(file)));
        Assert.Equal(manifest["octets"]!.GetValue<long>(), file.Length);
        var lines = System.Text.Encoding.UTF8.GetString(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(manifest["candidats"]!.GetValue<int>(), lines.Length - 1);
        return string.Join(' ', lines.Skip(1).Select(l => l.Split(';')[0]));
    }

    /// <summary>The movements of a snapshot, such as <c>17 Entree : bac obtenu</c>.</summary>
    protected async Task<IReadOnlyList<string>> MovesAsync(int numero) =>
        [.. (await GetAsync($"scolarix/instantanes/{numero}/mouvements"))!["mouvements"]!.AsArray().Select(m => $"{m!["codeCandidat"]} {m["nature"]} : {m["texte"]}")];

    protected async Task DeclareAsync(int code, string titulaire)
    {
        var (status, text) = await AskAsync(HttpMethod.Put, $"scolarix/declarations/2026/{code}", $$"""{"titulaire":{{titulaire}}}""");
        Assert.True(status == HttpStatusCode.NoContent, text);
        await AtRestAsync();
    }

    /// <summary>What the address answers: its status and its text.</summary>
    protected async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await Api.RawAsync(method, Etab.Path + path, body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    protected async Task<bool> HasTaskAsync(string type) => (await ListAsync("taches")).Any(t => t!["type"]!.GetValue<string>() == type);
}
