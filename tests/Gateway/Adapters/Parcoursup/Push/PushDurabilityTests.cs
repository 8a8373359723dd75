using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Push;

/// <summary>An acknowledgement is a promise: it stands in the database before it leaves.</summary>
public sealed class PushDurabilityTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Address = "/parcoursup/0730013T/admissionCandidat";

    [Fact]
    public async Task What_is_acknowledged_is_in_the_database()
    {
        await StartAsync(openGate: false);
        for (var dossier = 1001; dossier <= 1020; dossier++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.PostJsonAsync(Address, Body(dossier))).Status);
            Assert.Equal(dossier - 1000, await Gateway.SentAsync());
        }
    }

    [Fact]
    public async Task What_cannot_be_stored_is_answered_500_and_NOK_without_inner_details()
    {
        await StartAsync(openGate: false);
        await Gateway.ExecuteAsync("CREATE TRIGGER panne BEFORE INSERT ON message_entrant BEGIN SELECT RAISE(FAIL, 'disque plein'); END");

        var answer = await Gateway.Http.PostJsonAsync(Address, Body(1001));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("NOK", answer.Json["retour"]!.GetValue<string>());
        Assert.Contains("corrélation", answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("disque plein", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);

        await Gateway.ExecuteAsync("DROP TRIGGER panne");
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.PostJsonAsync(Address, Body(1001))).Status);
    }

    private static string Body(int dossier) =>
        $$"""{"identifiant":{"login":"{{TestEtablissement.PushLogin}}","pwd":"{{TestEtablissement.PushPassword}}"},"donneesCandidat":{{TestDocument.Voeu(dossier).ToJsonString()}}}""";
}
