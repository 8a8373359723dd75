using System.Net;
using Microsoft.Data.Sqlite;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Composition;

/// <summary>What is below the gateway fails and comes back: nothing that was acknowledged is lost, and whoever asks is put off.</summary>
public sealed class SolTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private const string CutAll =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private readonly PostgresServer _postgres = postgres;

    [Fact]
    public async Task Connections_that_are_cut_again_and_again_lose_no_push_and_put_callers_off()
    {
        await StartAsync();
        var codes = Enumerable.Range(101, 24).ToArray();

        foreach (var chunk in codes.Chunk(6))
        {
            var pushes = Task.WhenAll(chunk.Select(code => Etab.PushUntilAcknowledgedAsync(Gateway, Voeu(code))));
            await Storage.ExecuteAsync(CutAll);
            var answer = await AnsweredAsync();
            Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, answer.ToString());
            await pushes;
        }

        await Poll.UntilAsync(async () => await AnsweredAsync() == HttpStatusCode.OK);
        var synthese = await AtRestAsync();
        Assert.Equal(codes.Length, synthese["opi"]!["accepteesF"]!.GetValue<int>());
        Assert.Equal(codes.Length, (await Etab.ApogeeStateAsync())["opi"]!.AsArray().Count);
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_on_nothing_make_one_database()
    {
        await using var nothing = await TestStorage.CreateEmptyAsync(_postgres, DatabaseEngine.Postgres);
        var starting = new[] { GatewayInstance.StartAsync(nothing), GatewayInstance.StartAsync(nothing) };
        await using var one = await starting[0];
        await using var other = await starting[1];

        await Etab.SaveAsync(one);
        await Etab.OpenGateAsync(other);
        await Etab.PushAsync(one, Voeu(17));
        await other.Admin.AtRestAsync(Etab.Code);

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    private async Task<HttpStatusCode> AnsweredAsync()
    {
        using var answer = await Api.RawAsync(HttpMethod.Get, Etab.Path + "synthese");
        return answer.StatusCode;
    }
}

/// <summary>Another process holds the file of SQLite.</summary>
public sealed class FichierTenuTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task Reading_goes_on_whoever_writes_is_put_off_and_everything_goes_on_afterwards()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await using var other = new SqliteConnection($"Data Source={Storage.SqliteFile};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();

        var saving = Api.RawAsync(HttpMethod.Put, $"/api/etablissements/{Etab.Code}", Etab.Document.ToJsonString());
        Assert.Equal("F", (await GetAsync("candidats/2026/17"))!["voeux"]![0]!["codeDecision"]!.GetValue<string>());
        using (var answer = await saving)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Contains("ne répond pas", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();
        await PushAndRestAsync(Voeu(18));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
    }
}
