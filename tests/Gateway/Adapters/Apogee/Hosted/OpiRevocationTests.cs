using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>Revoking an OPI account takes effect on every node, although a right password is remembered.</summary>
public abstract class OpiRevocationTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected const string Account = "ecandidat:mdp-ecandidat";

    [Fact]
    public async Task A_changed_password_counts_at_the_next_call()
    {
        await BeginAsync();
        Etab.Document["opi"]!["comptes"]![0]!["motDePasse"] = "mdp-nouveau";
        await Etab.SaveAsync(Gateway);

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Gateway, Account));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(Gateway, "ecandidat:mdp-nouveau"));
    }

    [Fact]
    public async Task A_removed_account_is_refused_at_the_next_call()
    {
        await BeginAsync();
        Etab.Document["opi"]!["comptes"]!.AsArray().RemoveAt(0);
        await Etab.SaveAsync(Gateway);

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Gateway, Account));
    }

    [Fact]
    public async Task A_removed_etablissement_takes_its_accounts_along()
    {
        await BeginAsync();
        using var deleted = await Api.RawAsync(HttpMethod.Delete, $"/api/etablissements/{Etab.Code}?confirmer={Etab.Code}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Gateway, Account));
    }

    protected async Task BeginAsync()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync(openGate: false);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(Gateway, Account));
    }

    protected static async Task<HttpStatusCode> CallAsync(GatewayInstance gateway, string basic) =>
        (await gateway.Http.PostOpiAsync(Envelope(Individu("E1")), basic)).Status;
}

public sealed class OpiRevocationTestsOnSqlite(PostgresServer postgres) : OpiRevocationTests(postgres, DatabaseEngine.Sqlite);

public sealed class OpiRevocationTestsOnPostgres(PostgresServer postgres) : OpiRevocationTests(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Another_node_that_remembers_the_password_follows_by_itself()
    {
        await BeginAsync();
        await using var second = await GatewayInstance.StartAsync(Storage);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(second, Account));

        Etab.Document["opi"]!["comptes"]!.AsArray().RemoveAt(0);
        await Etab.SaveAsync(Gateway);

        await Poll.UntilAsync(() => CallAsync(second, Account), status => status == HttpStatusCode.Unauthorized);
    }
}
