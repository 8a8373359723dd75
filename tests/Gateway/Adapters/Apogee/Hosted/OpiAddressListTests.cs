using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>An OPI account that may only be used from a list of addresses.</summary>
public sealed class OpiAddressListTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Account = "ecandidat:mdp-ecandidat";

    [Theory]
    [InlineData("192.0.2.10", true)]
    [InlineData("192.0.2.11", false)]
    [InlineData("198.51.100.200", true)]
    [InlineData("198.51.101.1", false)]
    [InlineData("2001:db8::17", true)]
    [InlineData("2001:db8:1::17", false)]
    [InlineData("::ffff:192.0.2.10", true)]
    [InlineData("::ffff:192.0.2.11", false)]
    public async Task Only_the_listed_addresses_and_networks_may_use_it(string from, bool allowed)
    {
        await BeginAsync("192.0.2.10", "198.51.100.0/24", "2001:db8::/48");

        var answer = await CallAsync(Account, from);

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
        if (!allowed) Assert.Contains("liste du compte OPI", answer.Text, StringComparison.Ordinal);
        Assert.Equal(allowed ? 1 : 0, await Gateway.SentAsync());
    }

    [Fact]
    public async Task Outside_the_list_no_password_is_tried_and_nobody_is_slowed_down()
    {
        await BeginAsync("192.0.2.10");
        for (var i = 0; i < 100; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync("ecandidat:essai" + i, "203.0.113.9")).Status);

        Assert.Equal(HttpStatusCode.OK, (await CallAsync(Account, "192.0.2.10")).Status);
    }

    [Fact]
    public async Task An_address_that_is_merely_claimed_does_not_count()
    {
        await BeginAsync("192.0.2.10");
        using var http = Gateway.From("127.0.0.99");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.10");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostOpiAsync(Envelope(Individu("E1")), Account)).Status);
    }

    [Fact]
    public async Task Addresses_alone_let_a_client_in_that_sends_no_credentials_from_there_only()
    {
        await BeginAsync("192.0.2.10");
        var account = Etab.Document["opi"]!["comptes"]![0]!.AsObject();
        account["adressesSeules"] = true;
        await Etab.SaveAsync(Gateway);

        Assert.Equal(HttpStatusCode.OK, (await CallAsync(null, "192.0.2.10")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(null, "203.0.113.9")).Status);
        // Whoever sends a login is judged by it.
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync("ecandidat:faux", "192.0.2.10")).Status);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(Account, "192.0.2.10")).Status);
    }

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.10", "désignent déjà le compte « ecandidat »")]
    [InlineData("192.0.2.10", null, "Indiquer dans adresses")]
    [InlineData("192.0.2.10", "0.0.0.0/0", "toutes les adresses")]
    public async Task Addresses_alone_designate_one_account(string first, string? second, string expected)
    {
        await BeginAsync(first);
        SharedGateway.AddAccount(Etab, "autre", "mdp-autre", "A");
        foreach (var account in Etab.Document["opi"]!["comptes"]!.AsArray()) account!["adressesSeules"] = true;
        if (second is not null) Etab.Document["opi"]!["comptes"]![1]!["adresses"] = new JsonArray(second);

        using var answer = await Api.RawAsync(HttpMethod.Put, "/api/configuration", new JsonObject
        {
            ["campagnes"] = new JsonArray(Etab.Campagne.DeepClone()), ["etablissements"] = new JsonArray(Etab.Document.DeepClone()),
        }.ToJsonString());

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task BeginAsync(params string[] adresses)
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        Etab.Document["opi"]!["comptes"]![0]!["adresses"] = new JsonArray([.. adresses.Select(a => (JsonNode)a)]);
        await StartAsync(openGate: false, "--Adresses:Mandataires=127.0.0.1");
    }

    private async Task<Answer> CallAsync(string? basic, string from)
    {
        using var http = Gateway.Client(null);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        return await http.PostOpiAsync(Envelope(Individu("E1")), basic);
    }
}
