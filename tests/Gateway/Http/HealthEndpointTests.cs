using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Api;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary><c>GET /sante</c>, for supervision.</summary>
public sealed class HealthEndpointTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private readonly PostgresServer _postgres = postgres;

    [Fact]
    public async Task Health_is_told_without_a_key_and_ends_with_the_database()
    {
        await StartAsync(openGate: false);
        var well = await Gateway.Http.SendAsync(HttpMethod.Get, "/sante");
        Assert.Equal(HttpStatusCode.OK, well.Status);
        Assert.Equal("ok", well.Json["etat"]!.GetValue<string>());

        await _postgres.DropAsync(Storage.Connection!);

        var ill = await Poll.UntilAsync(() => Gateway.Http.SendAsync(HttpMethod.Get, "/sante"), a => a.Status == HttpStatusCode.ServiceUnavailable);
        Assert.Equal("indisponible", ill.Json["etat"]!.GetValue<string>());
        Assert.DoesNotContain("Exception", ill.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Storage.Connection!, ill.Text, StringComparison.Ordinal);
        var push = await Gateway.Http.PostJsonAsync("/parcoursup/0730013T/admissionCandidat",
            $$"""{"identifiant":{"login":"{{TestEtablissement.PushLogin}}","pwd":"{{TestEtablissement.PushPassword}}"},"donneesCandidat":{{TestDocument.Voeu(17).ToJsonString()}}}""");
        Assert.Equal(HttpStatusCode.InternalServerError, push.Status);
        Assert.Equal("NOK", push.Json["retour"]!.GetValue<string>());
    }
}
