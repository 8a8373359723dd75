using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>Whoever guesses the password of an OPI account, the one who has it gets in (ADR 0008).</summary>
public abstract class OpiLockOutTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Account = "ecandidat:mdp-ecandidat";
    private const string Home = "192.0.2.10";
    // More than the budgets hold places, so that some are refused at once however slow the machine hashes.
    private const int Many = 45;
    private const string Behind = "--Adresses:Mandataires=127.0.0.1";

    [Fact]
    public async Task An_attacker_at_the_same_address_does_not_lock_out_the_caller_whose_password_was_right_before()
    {
        await BeginAsync();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, Home));

        await using var attacker = Hammer.Start(Many, (i, ct) => CallAsync($"ecandidat:essai{i}", Home, ct));
        await attacker.UntilRefusedAsync();

        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, Home));
        // From a new address too: it is the password that is known.
        Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, "198.51.100.4"));
    }

    [Fact]
    public async Task An_attacker_with_many_addresses_does_not_lock_out_the_caller_even_after_a_restart()
    {
        await BeginAsync();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, Home));
        await Gateway.StopAsync();
        await Gateway.StartAsync();

        var start = TimeProvider.System.GetTimestamp();
        await using var attacker = Hammer.Start(Many, (i, ct) => CallAsync($"ecandidat:essai{i}", $"2001:db8:{i:x}::1", ct));
        await attacker.UntilRefusedAsync();

        Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, Home));
        // 30 at once, 30 a minute, and those whose turn is near: the others are not even tried.
        var tried = attacker.Answers.GetValueOrDefault(HttpStatusCode.Unauthorized);
        Assert.InRange(tried, 0, 30 + 7 + TimeProvider.System.GetElapsedTime(start).TotalSeconds / 2);
    }

    [Fact]
    public async Task A_changed_password_is_heard_from_a_known_address_while_strangers_attack()
    {
        await BeginAsync();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, Home));
        await using var attacker = Hammer.Start(Many, (i, ct) => CallAsync($"ecandidat:essai{i}", $"2001:db8:{i:x}::1", ct));
        await attacker.UntilRefusedAsync();

        Etab.Document["opi"]!["comptes"]![0]!["motDePasse"] = "mdp-nouveau";
        await Etab.SaveAsync(Gateway);

        Assert.Equal(HttpStatusCode.OK, await CallAsync("ecandidat:mdp-nouveau", Home));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Account, Home));
    }

    [Fact]
    public async Task A_new_caller_who_shares_his_address_with_a_guesser_waits_and_gets_in()
    {
        await BeginAsync();
        await using var attacker = Hammer.Start(connections: 1, (i, ct) => CallAsync($"ecandidat:essai{i}", Home, ct));
        await attacker.UntilAsync(HttpStatusCode.Unauthorized, 10);

        Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, Home));
    }

    [Fact]
    public async Task A_client_left_with_the_former_password_does_not_use_up_its_neighbour_s_attempts()
    {
        await BeginAsync();
        for (var i = 0; i < 40; i++) Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("ecandidat:ancien", Home));

        Assert.Equal(HttpStatusCode.OK, await CallAsync(Account, Home));
    }

    [Fact]
    public async Task A_client_that_opens_many_connections_at_once_tries_its_password_once()
    {
        await BeginAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => CallAsync(Account, Home)));

        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.OK, s));
    }

    [Fact]
    public async Task Addresses_forwarded_by_nobody_trusted_are_not_believed()
    {
        await BeginAsync("--Adresses:Mandataires=127.0.0.99");
        var start = TimeProvider.System.GetTimestamp();
        await using var attacker = Hammer.Start(Many, (i, ct) => CallAsync($"ecandidat:essai{i}", $"2001:db8:{i:x}::1", ct));
        await attacker.UntilRefusedAsync();

        // One address for all of them: ten at once, then one every six seconds.
        Assert.InRange(attacker.Answers.GetValueOrDefault(HttpStatusCode.Unauthorized), 0, 10 + 3 + TimeProvider.System.GetElapsedTime(start).TotalSeconds / 6);
    }

    private async Task BeginAsync(string proxies = Behind)
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync(openGate: false, proxies);
    }

    private async Task<HttpStatusCode> CallAsync(string basic, string from, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, OpiPath) { Content = new StringContent(Envelope(Individu("E1")), Encoding.UTF8, "text/xml") };
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        using var response = await Gateway.Http.SendAsync(request, ct);
        return response.StatusCode;
    }
}

public sealed class OpiLockOutTestsOnSqlite(PostgresServer postgres) : OpiLockOutTests(postgres, DatabaseEngine.Sqlite);

public sealed class OpiLockOutTestsOnPostgres(PostgresServer postgres) : OpiLockOutTests(postgres, DatabaseEngine.Postgres);
