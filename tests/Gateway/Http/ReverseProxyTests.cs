using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>The server block that is shipped, before two real nodes on one PostgreSQL.</summary>
public sealed class ReverseProxyTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private readonly NginxProxy _proxy = new();
    private readonly int[] _ports = [NginxProxy.FreePort(), NginxProxy.FreePort()];

    [Fact]
    public async Task The_shipped_block_is_right_for_nginx() => Assert.Null(await _proxy.CheckAsync(_ports));

    [Fact]
    public async Task Nodes_that_restart_one_after_the_other_cost_nobody_an_error()
    {
        await SetUpAsync();
        var nodes = new List<ServedProcess> { await NodeAsync(0), await NodeAsync(1) };
        await _proxy.StartAsync(_ports);
        using var http = NginxProxy.Client(_proxy.Port);
        using var stop = new CancellationTokenSource();
        var (sent, wrong, code) = (0, new List<string>(), 100);
        var senders = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var answer = await http.PostJsonAsync($"/parcoursup/{Etab.Uai}/admissionCandidat", Push(Interlocked.Increment(ref code)));
                Interlocked.Increment(ref sent);
                if (answer.Status != HttpStatusCode.OK) lock (wrong) wrong.Add($"{answer.Status} {answer.Text}");
            }
        })).ToList();

        for (var i = 0; i < 2; i++)
        {
            await nodes[i].StopAsync();
            nodes[i] = await NodeAsync(i);
        }

        await stop.CancelAsync();
        await Task.WhenAll(senders);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {sent}: {wrong.FirstOrDefault()}");
        Assert.True(sent > 20, $"{sent}");
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task Every_address_passes_within_its_size_and_what_a_caller_claims_of_himself_does_not_count()
    {
        await SetUpAsync();
        await using var first = await NodeAsync(0, ("Adresses__Mandataires", "127.0.0.1"));
        await using var second = await NodeAsync(1, ("Adresses__Mandataires", "127.0.0.1"));
        await _proxy.StartAsync(_ports);
        using var http = NginxProxy.Client(_proxy.Port);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        foreach (var (path, status) in new (string, HttpStatusCode)[]
        {
            ("/", HttpStatusCode.OK), ("/style.css", HttpStatusCode.OK), ("/openapi", HttpStatusCode.OK), ("/openapi.json", HttpStatusCode.OK),
            ("/docs/guide/mise-en-route.md", HttpStatusCode.OK), ("/sante/prete", HttpStatusCode.OK), ("/sante/vivante", HttpStatusCode.OK),
            ("/services/OpiMetier?wsdl", HttpStatusCode.OK), ($"/{Etab.Uai}/services/PasserelleApogee?wsdl", HttpStatusCode.OK),
            ("/fregata/v1/openapi.json", HttpStatusCode.OK), ("/api/etablissements", HttpStatusCode.Unauthorized),
            ("/gestion/connexion", HttpStatusCode.OK), ("/gestion.js", HttpStatusCode.OK), ("/inconnu", HttpStatusCode.NotFound),
        })
            Assert.Equal((path, status), (path, (await http.SendAsync(HttpMethod.Get, path)).Status));
        Assert.Contains("https://passerelle.univ.fr/services/OpiMetier", (await http.SendAsync(HttpMethod.Get, "/services/OpiMetier?wsdl")).Text, StringComparison.Ordinal);

        // A list of addresses sees the caller's own, not what he says of himself.
        var opi = await http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E1")), "ecandidat:mdp-ecandidat");
        Assert.Equal(HttpStatusCode.Forbidden, opi.Status);
        Assert.Contains("L'adresse 127.0.0.1 n'est pas dans la liste", opi.Text, StringComparison.Ordinal);
        await Poll.UntilAsync(() => Task.FromResult((first.Output + second.Output).Contains("[19010]", StringComparison.Ordinal)));
        var large = await http.SendAsync(HttpMethod.Post, $"/parcoursup/{Etab.Uai}/admissionCandidat", Calls.Json(new string(' ', 2 * 1024 * 1024)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
        var results = await http.SendAsync(HttpMethod.Post, $"/api/etablissements/{Etab.Uai}/resultats-bac", Calls.Json("[" + new string(' ', 3 * 1024 * 1024) + "]"), await KeyAsync());
        Assert.Equal(HttpStatusCode.OK, results.Status);
    }

    public override async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // Through the command line, as on the day of the installation.
    private async Task SetUpAsync()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        Etab.Document["opi"]!["comptes"]![0]!["adresses"] = new JsonArray("203.0.113.0/24");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new JsonObject { ["campagnes"] = new JsonArray(Etab.Campagne.DeepClone()), ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());
        var (code, _, error) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "config", "import", file);
        Assert.True(code == 0, error);
        File.Delete(file);
    }

    private async Task<string> KeyAsync() =>
        (await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "cle", "creer", "--administrateur", "--nom", "essai")).Output.Trim();

    private Task<ServedProcess> NodeAsync(int i, params (string Name, string Value)[] more)
    {
        var settings = GatewayProcess.Environment(Storage);
        (settings["Urls"], settings["Adresses__Publique"]) = ($"http://127.0.0.1:{_ports[i]}", "https://passerelle.univ.fr");
        foreach (var (name, value) in more) settings[name] = value;
        return ServedProcess.StartAsync(settings);
    }

    private static string Push(int code) =>
        $$$"""{"identifiant":{"login":"{{{TestEtablissement.PushLogin}}}","pwd":"{{{TestEtablissement.PushPassword}}}"},"donneesCandidat":{{{TestDocument.Voeu(code).ToJsonString()}}}}""";
}
