using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>An API key may end, be good from some addresses only, or read only; and when it was used last can be seen.</summary>
public abstract class LimitesCleTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_key_that_is_over_is_refused_and_says_so_to_its_holder()
    {
        await StartAsync(openGate: false);
        var key = await CreateAsync(new(Now.AddSeconds(-1), [], false));

        var answer = await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("Cette clé a expiré le", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: await CreateAsync(new(Now.AddDays(1), [], false)))).Status);
    }

    [Fact]
    public async Task A_key_is_good_from_its_addresses_only()
    {
        var log = new LogLines(LogLevel.Warning);
        await StartAsync(openGate: false, "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogLevel:Default=None");
        Gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var key = await CreateAsync(new(null, ["127.0.0.40", "127.0.1.0/24"], false));

        foreach (var (address, status) in new[] { ("127.0.0.40", HttpStatusCode.OK), ("127.0.1.9", HttpStatusCode.OK), ("127.0.0.41", HttpStatusCode.Forbidden) })
        {
            using var http = Gateway.From(address);
            var answer = await http.SendAsync(HttpMethod.Get, "/api/cles", key: key);
            Assert.Equal((address, status), (address, answer.Status));
            if (status == HttpStatusCode.Forbidden) Assert.Contains("L'adresse 127.0.0.41 n'est pas dans la liste de cette clé", answer.Text, StringComparison.Ordinal);
        }

        // By its number: its name may be a person's.
        Assert.Matches(@"^clé \S+ was refused: the call came from 127\.0\.0\.41,", Assert.Single(log.Seen, line => line.Contains("127.0.0.41", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_that_reads_changes_nothing()
    {
        await StartAsync(openGate: false);
        var key = await CreateAsync(new(null, [], true));

        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Head, "/api/cles", key: key)).Status);
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/cles"), (HttpMethod.Put, "/api/configuration"), (HttpMethod.Delete, "/api/cles/x"), (HttpMethod.Post, Etab.Path + "connecteur/test") })
        {
            var answer = await Gateway.Http.SendAsync(method, path, Calls.Json("{}"), key);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, answer.Status));
            Assert.Contains("ne permet que de lire", answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("UPDATE cle_api SET expire_le = NULL")]
    [InlineData("UPDATE cle_api SET adresses = NULL")]
    [InlineData("UPDATE cle_api SET lecture_seule = (1 = 0)")]
    public async Task Whoever_writes_the_database_frees_no_key_of_its_limits(string change)
    {
        await StartAsync(openGate: false);
        var key = await CreateAsync(new(Now.AddDays(1), ["127.0.0.0/8"], true));
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: key)).Status);

        await Gateway.ExecuteAsync(change + " WHERE nom = 'limitée'");

        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: key)).Status);
    }

    [Fact]
    public async Task Limits_are_given_and_listed_by_REST_with_the_last_use()
    {
        await StartAsync(openGate: false);
        var key = (await Api.PostAsync("/api/cles", new JsonObject
        {
            ["nom"] = "Supervision", ["expireLe"] = "2099-01-01T00:00:00+01:00", ["adresses"] = new JsonArray("127.0.0.0/8"), ["lectureSeule"] = true,
        }))!["cle"]!.GetValue<string>();
        Assert.Null((await ListedAsync())["utiliseeLe"]);
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: key)).Status);

        var listed = await Poll.UntilAsync(ListedAsync, k => k["utiliseeLe"] is not null);
        Assert.Equal(new DateTimeOffset(2098, 12, 31, 23, 0, 0, TimeSpan.Zero), listed["expireLe"]!.GetValue<DateTimeOffset>());
        Assert.Equal("""["127.0.0.0/8"]""", listed["adresses"]!.ToJsonString());
        Assert.True(listed["lectureSeule"]!.GetValue<bool>());

        using var wrong = await Api.RawAsync(HttpMethod.Post, "/api/cles", """{"nom":"x","expireLe":"2020-01-01T00:00:00Z","adresses":["10.1"]}""");
        var text = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Indiquer une date à venir", text, StringComparison.Ordinal);
        Assert.Contains("« 10.1 » n'est ni une adresse IP ni un réseau", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_are_given_and_listed_by_the_command_line()
    {
        await StartAsync(openGate: false);
        var settings = GatewayProcess.Environment(Storage);
        var (code, key, error) = await GatewayProcess.RunAsync(settings, "cle", "creer", "--etablissement", Etab.Code, "--nom", "Relevé", "--expire", "2099-06-01",
            "--adresses", "192.0.2.10, 198.51.100.0/24", "--lecture-seule");
        Assert.True(code == 0, error);

        var (_, listed, _) = await GatewayProcess.RunAsync(settings, "cle", "lister", "--etablissement", Etab.Code);
        Assert.Contains("Relevé : expire le ", listed, StringComparison.Ordinal);
        Assert.Contains("depuis 192.0.2.10 ou 198.51.100.0/24, lecture seule, jamais utilisée", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Trim(), listed, StringComparison.Ordinal);
        var (_, administrators, _) = await GatewayProcess.RunAsync(settings, "cle", "lister");
        Assert.Contains("tests : sans expiration, de partout", administrators, StringComparison.Ordinal);
        var refused = await GatewayProcess.RunAsync(settings, "cle", "creer", "--administrateur", "--nom", "x", "--expire", "2020-01-01");
        Assert.Equal(2, refused.Code);
        Assert.Contains("Indiquer une date à venir", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_use_is_written_once_a_minute_at_most()
    {
        await StartAsync(openGate: false);
        var (id, _) = await Gateway.Services.GetRequiredService<ApiKeys>().CreateAsync("souvent", null, default);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.Zero));
        var usage = new UsageCles(Gateway.Services.GetRequiredService<Database>(), time, NullLogger<UsageCles>.Instance);
        var caller = new ApiCaller(id, "souvent", null);

        usage.Note(caller);
        await Poll.UntilAsync(async () => await UsedAsync(id) == time.GetUtcNow());
        var first = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(59));
        usage.Note(caller);
        time.Advance(TimeSpan.FromSeconds(1));
        // Had the former been written, it would be a second older than this.
        usage.Note(caller);
        await Poll.UntilAsync(async () => await UsedAsync(id) != first);
        Assert.Equal(first.AddMinutes(1), await UsedAsync(id));
    }

    private async Task<DateTimeOffset?> UsedAsync(string id) =>
        (await Gateway.QueryAsync<DateTimeOffset?>("SELECT utilisee_le FROM cle_usage WHERE id = @id", new { id })).SingleOrDefault();

    private async Task<JsonNode> ListedAsync() => (await Api.GetAsync("/api/cles"))!.AsArray().Single(k => k!["nom"]!.GetValue<string>() == "Supervision")!;

    private async Task<string> CreateAsync(LimitesCle limites) =>
        (await Gateway.Services.GetRequiredService<ApiKeys>().CreateAsync("limitée", null, default, limites)).Key;
}

public sealed class LimitesCleSqliteTests(PostgresServer postgres) : LimitesCleTests(postgres, DatabaseEngine.Sqlite);

public sealed class LimitesClePostgresTests(PostgresServer postgres) : LimitesCleTests(postgres, DatabaseEngine.Postgres);
