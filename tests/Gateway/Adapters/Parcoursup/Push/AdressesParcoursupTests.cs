using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Push;

/// <summary>From where Parcoursup pushes, and the façade is called: the others are refused, and hold up nobody.</summary>
public sealed class AdressesParcoursupTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Listed = "192.0.2.10";
    private const string Stranger = "203.0.113.9";
    private static readonly string[] Settings = ["--Adresses:Mandataires=127.0.0.1", "--Adresses:Publique=https://p.fr", $"--Parcoursup:AdressesPush=192.0.2.0/24, 2001:db8::/32", "--Parcoursup:AdressesFacade=198.51.100.7"];

    [Theory]
    [InlineData(Listed, HttpStatusCode.OK)]
    [InlineData("2001:db8::1", HttpStatusCode.OK)]
    [InlineData(Stranger, HttpStatusCode.Forbidden)]
    [InlineData("198.51.100.7", HttpStatusCode.Forbidden)]
    public async Task A_push_is_taken_from_the_list_alone(string from, HttpStatusCode status)
    {
        await StartAsync(openGate: false, Settings);

        var answer = await PushAsync(from, TestEtablissement.PushPassword);

        Assert.Equal(status, answer.Status);
        if (status == HttpStatusCode.Forbidden) Assert.Contains($"L'adresse {from} n'est pas parmi celles", answer.Text, StringComparison.Ordinal);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, await Gateway.SentAsync());
    }

    [Theory]
    [InlineData("198.51.100.7", HttpStatusCode.OK)]
    [InlineData(Listed, HttpStatusCode.Forbidden)]
    public async Task The_facade_answers_its_own_list_alone(string from, HttpStatusCode status)
    {
        var log = new LogLines(LogLevel.Warning);
        await StartAsync(openGate: false, [.. Settings, "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogLevel:Default=None"]);
        Gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        Assert.Equal(status, (await FacadeAsync(from, "secret")).Status);
        Assert.Equal(status, (await PushAsync(from == Listed ? Stranger : Listed, TestEtablissement.PushPassword)).Status);
        Assert.Equal(status == HttpStatusCode.OK ? [] : new[] { $"facade:{Etab.Code} was refused: the call came from {Listed}, which its list does not name.", $"push:{Etab.Code} was refused: the call came from {Stranger}, which its list does not name." },
            log.Seen.Where(line => line.Contains("was refused: the call", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_strangers_guess_the_first_push_after_a_restart_passes()
    {
        await StartAsync(openGate: false, Settings);
        await Gateway.StopAsync();
        await Gateway.StartAsync();
        for (var i = 0; i < 60; i++) Assert.Equal(HttpStatusCode.Forbidden, (await PushAsync(Stranger, "essai-" + i)).Status);

        // Never seen before from there, and nothing was tried meanwhile.
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(Listed, TestEtablissement.PushPassword)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PushAsync(Listed, "mdp-faux")).Status);
    }

    [Fact]
    public async Task The_test_of_the_connector_still_reaches_the_push()
    {
        await StartAsync(openGate: true, "--Parcoursup:AdressesPush=192.0.2.0/24");
    }

    [Fact]
    public async Task A_list_that_is_none_keeps_the_gateway_from_starting()
    {
        var settings = GatewayProcess.Environment(Storage);
        settings["Parcoursup__AdressesPush"] = "192.0.2.10, parcoursup.fr";
        var (code, _, error) = await GatewayProcess.RunAsync(settings);

        Assert.Equal(2, code);
        Assert.Contains("Parcoursup:AdressesPush : « parcoursup.fr » n'est ni une adresse IP ni un réseau", error, StringComparison.Ordinal);
    }

    private Task<Answer> PushAsync(string from, string password) => SendAsync(from, $"/parcoursup/{Etab.Uai}/admissionCandidat",
        $$$"""{"identifiant":{"login":"{{{TestEtablissement.PushLogin}}}","pwd":"{{{password}}}"},"donneesCandidat":{{{Voeu(17).ToJsonString()}}}}""");

    private Task<Answer> FacadeAsync(string from, string password) => SendAsync(from, $"/parcoursup/{Etab.Uai}/ApiRest/getCandidatsAdmis",
        $$$"""{"identifiant":{"login":"psup","pwd":"{{{password}}}"},"codeEtablissement":"{{{Etab.Uai}}}"}""");

    private async Task<Answer> SendAsync(string from, string path, string body)
    {
        using var http = Gateway.Client(null);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        return await http.PostJsonAsync(path, body);
    }
}
