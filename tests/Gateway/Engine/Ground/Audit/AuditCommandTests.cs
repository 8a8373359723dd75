using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary><c>gateway audit</c>, as the real program beside a gateway that runs.</summary>
public sealed class AuditCommandTests(PostgresServer postgres) : AuditTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task The_chain_is_verified_exported_and_what_the_command_line_does_stands_in_it()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        Assert.Equal(0, (await RunAsync("candidat", "--etablissement", Etab.Uai, "--session", "2026", "17")).Code);
        var looked = await EntryAsync("DossierConsulte");
        Assert.Equal(("ligne de commande", Environment.UserName, "ligne de commande", "2026/17"), (Text(looked, "qui"), Text(looked, "identifiant"), Text(looked, "origine"), Text(looked, "sujet")));

        var (code, output, error) = await RunAsync("audit", "verifier");
        Assert.True(code == 0, output + error);
        var anchor = output.Trim().Split(' ')[^1];
        Assert.Matches("^[0-9]+:[0-9a-f]{64}$", anchor);
        Assert.Equal(0, (await RunAsync("audit", "verifier", "--ancre", anchor)).Code);
        Assert.Equal(2, (await RunAsync("audit", "verifier", "--ancre", "12")).Code);

        var file = Path.Combine(Path.GetDirectoryName(Storage.SqliteFile)!, "audit.jsonl");
        Assert.Equal(0, (await RunAsync("audit", "exporter", "--etablissement", Etab.Uai, "--depuis", "2020-01-01", file)).Code);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var lines = (await File.ReadAllLinesAsync(file)).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.All(lines, l => Assert.Equal(Etab.Code, Text(l, "etablissement")));
        Assert.Contains(lines, l => Text(l, "acte") == "EtablissementConfigure" && l["details"] is JsonArray);
        Assert.Equal(["AuditConsulte"], (await EntriesAsync("&qui=ligne de commande")).Select(e => Text(e, "acte")).Take(1));
        Assert.Empty((await RunAsync("audit", "exporter", "--jusqua", "2020-01-01", "-")).Output);

        await Gateway.ExecuteAsync("DROP TRIGGER audit_sans_modification; UPDATE audit SET qui = 'personne' WHERE numero = 2");
        var broken = await RunAsync("audit", "verifier");
        Assert.Equal(1, broken.Code);
        Assert.Contains("Chaîne rompue : l'entrée 2 ", broken.Error, StringComparison.Ordinal);
        var told = await RunAsync("audit", "verifier", "--json");
        Assert.Equal((1, "2", "1"), (told.Code, Text(JsonNode.Parse(told.Output)!, "rompue"), Text(JsonNode.Parse(told.Output)!, "derniere")));
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), arguments);
}
