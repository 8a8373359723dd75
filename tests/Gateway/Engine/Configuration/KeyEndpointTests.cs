using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>Administrators' API keys by REST.</summary>
public abstract class KeyEndpointTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task Keys_are_listed_without_their_value_created_and_revoked()
    {
        await StartAsync(openGate: false);
        await Gateway.CreateKeyAsync("scolarité", Etab.Code);
        var created = (await Api.PostAsync("/api/cles", new JsonObject { ["nom"] = "Camille" }))!;
        var (id, key) = (created["id"]!.GetValue<string>(), created["cle"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, await WithAsync(key));

        var listed = (await Api.GetAsync("/api/cles"))!.AsArray();
        Assert.Equal([("Camille", false), ("tests", true)], listed.Select(k => (k!["nom"]!.GetValue<string>(), k["celleDeCetAppel"]!.GetValue<bool>())).Order());
        Assert.DoesNotContain(key, listed.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await RevokeAsync(id));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(key));
        Assert.Equal(HttpStatusCode.NotFound, await RevokeAsync(id));
    }

    [Fact]
    public async Task One_s_own_key_is_only_revoked_when_confirmed_and_the_last_one_never()
    {
        await StartAsync(openGate: false);
        var own = await OwnAsync();
        Assert.Equal(HttpStatusCode.Conflict, await RevokeAsync(own));
        Assert.Equal(HttpStatusCode.Conflict, await RevokeAsync($"{own}?confirmer={own}"));
        var other = await Gateway.CreateKeyAsync("autre", null);

        Assert.Equal(HttpStatusCode.Conflict, await RevokeAsync(own));
        Assert.Equal(HttpStatusCode.NoContent, await RevokeAsync($"{own}?confirmer={own}"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Api.Http.SendAsync(HttpMethod.Get, "/api/cles")).Status);
        Assert.Equal(HttpStatusCode.OK, await WithAsync(other));
    }

    [Fact]
    public async Task An_etablissement_s_key_is_not_among_them()
    {
        await StartAsync(openGate: false);
        var created = (await PostAsync("cles", new JsonObject { ["nom"] = "scolarité" }))!;

        Assert.Equal(HttpStatusCode.NotFound, await RevokeAsync(created["id"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Forbidden, await WithAsync(created["cle"]!.GetValue<string>()));
    }

    private async Task<string> OwnAsync() =>
        (await Api.GetAsync("/api/cles"))!.AsArray().Single(k => k!["celleDeCetAppel"]!.GetValue<bool>())!["id"]!.GetValue<string>();

    private async Task<HttpStatusCode> RevokeAsync(string id) => (await Api.Http.SendAsync(HttpMethod.Delete, "/api/cles/" + id)).Status;

    private async Task<HttpStatusCode> WithAsync(string key) => (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: key)).Status;
}

public sealed class KeyEndpointTestsOnSqlite(PostgresServer postgres) : KeyEndpointTests(postgres, DatabaseEngine.Sqlite);

public sealed class KeyEndpointTestsOnPostgres(PostgresServer postgres) : KeyEndpointTests(postgres, DatabaseEngine.Postgres);
