using System.Text.Json;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>An integrator's way: a client generated from the document that the gateway serves, and nothing else, for a whole day.</summary>
public sealed class ClientGenereTests
{
    private static readonly string Client = Path.Combine(Repository.Root, "tests", "EndToEnd", "client");

    [Fact]
    public async Task A_generated_client_compiles_and_drives_a_whole_day()
    {
        var ct = TestContext.Current.CancellationToken;
        Assert.True(ToolProcess.Exists("npm"), "npm is missing; install it with: apt-get install -y nodejs npm");
        var folder = Directory.CreateTempSubdirectory("client-");
        foreach (var file in Directory.GetFiles(Client)) File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        await RunAsync("npm", "--prefix", folder.FullName, "ci", "--silent", "--no-audit", "--no-fund");
        var ready = Path.Combine(folder.FullName, "pret.json");
        await using var demo = await DemoProcess.ServeAsync(ready, ct);
        using var where = JsonDocument.Parse(await File.ReadAllTextAsync(ready, ct));
        var (root, etab) = (where.RootElement, where.RootElement.GetProperty("etablissements")[0]);

        await GenerateAsync(folder.FullName, Text(root, "gateway"), ct);
        var told = await RunAsync("node", Path.Combine(folder.FullName, "journee.js"), Text(root, "gateway"), Text(root.GetProperty("admin"), "cle"),
            Text(etab, "uai"), Text(etab, "pushLogin"), Text(etab, "pushMotDePasse"), Text(root.GetProperty("simulateurs"), "parcoursup"));

        Assert.EndsWith("Journée terminée.", told.TrimEnd(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task GenerateAsync(string folder, string gateway, CancellationToken ct)
    {
        using var http = new HttpClient();
        var document = Path.Combine(folder, "openapi.json");
        await File.WriteAllTextAsync(document, await http.GetStringAsync(new Uri(gateway + "/openapi.json"), ct), ct);
        var programs = Path.Combine(folder, "node_modules", ".bin");
        await RunAsync(Path.Combine(programs, "openapi-typescript"), document, "-o", Path.Combine(folder, "api.d.ts"));
        await RunAsync(Path.Combine(programs, "tsc"), "-p", folder);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (code, output) = await ToolProcess.RunAsync(program, arguments);
        Assert.True(code == 0, $"{program} : {output}");
        return output;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
