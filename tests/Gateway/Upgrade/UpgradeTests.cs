using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Upgrade;

/// <summary>A database of the former version goes on as it was: the same answers, the same keys, nothing done again.</summary>
public abstract partial class UpgradeTests(PostgresServer postgres, DatabaseEngine engine) : IAsyncLifetime
{
    private static readonly HashSet<string> Added = ["avertissements", "voeuxRetenus", "nom", "prenom", "ine", "taches"];

    private TestStorage _storage = null!;
    private GatewayInstance _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateEmptyAsync(postgres, engine);
        _gateway = await GatewayInstance.StartAsync(_storage, await FormerVersion.RestoreAsync(_storage, postgres));
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        await _storage.DisposeAsync();
        FormerVersion.Forget(_storage);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_answer_is_the_former_one()
    {
        await AtRestAsync();
        var different = new List<string>();
        foreach (var (path, former) in FormerVersion.Answers(_storage))
        {
            var now = WithoutNews(former, await _gateway.Admin.GetAsync(path));
            if (!JsonNode.DeepEquals(former, now)) different.Add($"{path}\n  before: {former!.ToJsonString()}\n  now:    {now?.ToJsonString()}");
        }

        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    [Fact]
    public async Task Nobody_is_evaluated_anew_and_nothing_is_sent_again()
    {
        Assert.Equal(0, Assert.Single(await _gateway.QueryAsync<long>("SELECT COUNT(*) FROM candidat WHERE a_evaluer")));
        await AtRestAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await AtRestAsync();

        foreach (var (table, rows) in FormerVersion.Rows.Where(t => t.Key is not ("cle_api" or "migration" or "adresse_connue" or "parametre" or "travail_execute")))
        {
            var now = Assert.Single(await _gateway.QueryAsync<long>($"SELECT COUNT(*) FROM {table}"));
            Assert.True(rows!.GetValue<long>() == now, $"{table} had {rows} rows and has {now}");
        }
    }

    [Fact]
    public async Task The_accounts_still_log_in_and_nobody_else()
    {
        foreach (var account in FormerVersion.Accounts)
        {
            Assert.NotEqual(HttpStatusCode.Unauthorized, await TryAsync(account!, (string)account!["motDePasse"]!));
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(account!, "faux"));
        }
    }

    [Fact]
    public async Task The_sealed_secrets_still_open()
    {
        var documents = await _gateway.QueryAsync<string>("SELECT document FROM etablissement");
        var secrets = documents.SelectMany(document => Sealed().Matches(document)).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(secrets);
        var protector = _gateway.Services.GetRequiredService<SecretProtector>();
        Assert.All(secrets, secret => Assert.EndsWith("-demo", protector.Unprotect(secret), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_former_version_wrote_in_clear_is_sealed_by_the_command_and_read_as_before()
    {
        await AtRestAsync();
        var before = await ExchangesAsync();
        Assert.NotEmpty(before);
        // Nodes of the former version could not read sealed content: where there may be some, nothing is sealed yet.
        Assert.Equal(engine == DatabaseEngine.Postgres ? 1 : 0, Assert.Single(await _gateway.QueryAsync<long>("SELECT COUNT(*) FROM parametre WHERE cle = 'chiffrement.attend'")));

        Assert.True(await _gateway.Services.GetRequiredService<FormerContent>().SealAsync(default) > 300);

        await _gateway.AssertSealedAsync("message_entrant.corps", "echange.requete", "echange.reponse", "scolarix_population.ligne");
        Assert.Equal(before, await ExchangesAsync());
        Assert.Empty(await _gateway.QueryAsync<long>("SELECT COUNT(*) FROM parametre WHERE cle = 'chiffrement.attend' HAVING COUNT(*) > 0"));
    }

    private async Task<IReadOnlyList<string>> ExchangesAsync()
    {
        var told = new List<string>();
        foreach (var (id, code) in await _gateway.QueryAsync<(long, string)>("SELECT e.id, l.etablissement FROM echange e JOIN livraison l ON l.id = e.livraison ORDER BY e.id LIMIT 20"))
            told.Add((await _gateway.Admin.GetAsync($"/api/etablissements/{code}/echanges/{id}"))!.ToJsonString());
        return told;
    }

    // What an answer did not tell before it may tell now; what it told it still tells.
    private static JsonNode? WithoutNews(JsonNode? former, JsonNode? now)
    {
        if (former is JsonArray before && now is JsonArray after)
            foreach (var (item, present) in before.Zip(after)) WithoutNews(item, present);
        if (former is not JsonObject known || now is not JsonObject answer) return now;
        // A rule was told by its number alone.
        if (known["source"] is JsonValue source && source.TryGetValue<string>(out var rule) && rule.StartsWith("règle ", StringComparison.Ordinal)
            && answer["source"]?.ToString().EndsWith($" ({rule})", StringComparison.Ordinal) == true) answer["source"] = rule;
        foreach (var name in answer.Select(member => member.Key).Where(name => Added.Contains(name) && !known.ContainsKey(name)).ToList()) answer.Remove(name);
        return answer;
    }

    private async Task AtRestAsync()
    {
        foreach (var path in FormerVersion.Answers(_storage).Select(a => a.Key).Where(path => path.EndsWith("/synthese", StringComparison.Ordinal)))
            await _gateway.Admin.AtRestAsync(path.Split('/')[3]);
    }

    private async Task<HttpStatusCode> TryAsync(JsonNode account, string password)
    {
        using var request = new HttpRequestMessage(new HttpMethod((string)account["methode"]!), (string)account["chemin"]!);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account["login"]}:{password}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        if (request.Method == HttpMethod.Post) request.Content = Body(account, password);
        using var response = await _gateway.Http.SendAsync(request);
        return response.StatusCode;
    }

    // A push bears its password in the body.
    private static StringContent Body(JsonNode account, string password) => new(
        ((string)account["corps"]!).Replace("{motDePasse}", password, StringComparison.Ordinal), Encoding.UTF8, (string?)account["type"] ?? "application/json");

    [GeneratedRegex(@"CfDJ8[\w-]+")]
    private static partial Regex Sealed();
}

public sealed class UpgradeTestsOnSqlite(PostgresServer postgres) : UpgradeTests(postgres, DatabaseEngine.Sqlite);

public sealed class UpgradeTestsOnPostgres(PostgresServer postgres) : UpgradeTests(postgres, DatabaseEngine.Postgres);
