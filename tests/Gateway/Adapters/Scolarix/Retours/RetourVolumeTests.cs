using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>A large daily file has a budget and holds nobody up (rule J1), and no line of it is counted twice.</summary>
public abstract class RetourVolumeTests(PostgresServer postgres, DatabaseEngine engine) : RetourTest(postgres, engine)
{
    private static readonly int[] Many = [.. Enumerable.Range(1001, 1200)];

    [Fact]
    public async Task A_node_that_stops_in_the_middle_is_gone_on_with_where_it_was()
    {
        await StartOnEnrolmentDayAsync();
        Etab.Parcoursup.Enregistrer([.. Many.Select(code => Voeu(code))]);
        await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();
        var csv = Header + string.Concat(Many.Select(code => $"{code};;;{(code % 100 == 0 ? "PAYE" : "VALIDEE")};O;10/07/2026\r\n"));

        var sent = HandInAsync(csv);
        await Poll.UntilAsync(async () => await ReachedAsync() > 0);
        await Gateway.DisposeAsync();
        Assert.Equal("Recu", await StateAtRestAsync());
        await Record.ExceptionAsync(() => sent);

        await StartAsync(openGate: false);
        await Poll.UntilAsync(async () => (await ListAsync("scolarix/retours"))[0]!["etat"]!.GetValue<string>() == "Applique");

        Assert.Equal((1200, 1188, 0, 0, 12), Counts((await ListAsync("scolarix/retours"))[0]!));
        var task = Assert.Single(await TasksAsync())["message"]!.GetValue<string>();
        Assert.Contains("12 lignes refusées", task, StringComparison.Ordinal);
        Assert.Contains("et 2 autres", task, StringComparison.Ordinal);
        Assert.Equal(1188, Assert.Single(await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM inscription WHERE code_candidat IS NOT NULL")));

        async Task<int> ReachedAsync() => (await Gateway.QueryAsync<int>("SELECT COALESCE(MAX(atteinte), 0) FROM scolarix_retour"))[0];
    }

    // No gateway is there to ask.
    private async Task<string?> StateAtRestAsync()
    {
        await using DbConnection connection = Storage.Connection is { } text
            ? new NpgsqlConnection(text + ";Pooling=false") : new SqliteConnection($"Data Source={Storage.SqliteFile};Pooling=False");
        return await connection.QuerySingleAsync<string>("SELECT etat FROM scolarix_retour");
    }

    [Fact]
    public async Task A_file_that_is_something_else_is_refused_in_a_few_words_and_nothing_of_it_is_taken()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));

        var (status, body) = await HandInAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n" + string.Concat(Enumerable.Repeat(";;;;;\r\n;x;;;;\r\n", 20_000)));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var text = body.ToJsonString();
        Assert.True(text.Length < 2_000, text);
        Assert.Contains("Plus de 10000 lignes sont refusées", body["erreurs"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await ListAsync("inscriptions"));

        (status, body) = await HandInAsync(Header + string.Concat(Enumerable.Repeat("17;;;VALIDEE;O;10/07/2026\r\n", 100_001)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("plus de 100000 lignes", body["erreurs"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}

public sealed class RetourVolumeTestsOnSqlite(PostgresServer postgres) : RetourVolumeTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetourVolumeTestsOnPostgres(PostgresServer postgres) : RetourVolumeTests(postgres, DatabaseEngine.Postgres);
