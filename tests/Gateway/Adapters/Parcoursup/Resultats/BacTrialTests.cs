using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Resultats;

/// <summary>Results of the baccalauréat by file: what they would do is told before it is done (rule C6).</summary>
public abstract class BacTrialTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_dry_run_counts_by_file_number_and_INE_and_stores_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));
        await ResultAsync("ADMIS", "2026-07-03", 17);
        await ResultAsync("REFUSE", "2026-07-06", 18);
        var journal = await JournalAsync();

        var answer = await SendAsync("essai=true",
            "session;codeCandidat;ine;resultat;date\n2026;17;;ADMIS;2026-07-03\n2026;18;;ADMIS;05/07/2026\n2026;;000000019AA;REFUSE;2026-07-06\n2026;99;;RATTRAPAGE;2026-07-06\n2026;;123456789AB;RECU;2026-07-06\n2026;20;;ADMIS;31/06/2026\n");

        var bilan = answer["bilan"]!;
        Assert.Equal((6, 4, 2), (Int(answer, "recues"), Int(answer, "acceptees"), Int(answer, "refusees")));
        Assert.Equal((2, 1, 1), (Int(bilan, "admis"), Int(bilan, "refuses"), Int(bilan, "rattrapages")));
        Assert.Equal((1, 1, 1), (Int(bilan, "inconnus"), Int(bilan, "inchanges"), Int(bilan, "depasses")));
        Assert.Equal([(6, "resultat", "123456789AB"), (7, "date", null)], answer["lignes"]!.AsArray().Select(l => (Int(l!, "ligne"), (string?)l!["champ"], (string?)l["ine"])));
        Assert.Equal(journal, await JournalAsync());
    }

    [Fact]
    public async Task The_dry_run_tells_what_the_guard_would_say_the_day_after_the_publication()
    {
        Etab.Document["regles"]!["gardeDecisionMinimum"] = 2;
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 4).Select(code => Voeu(code))]);
        var file = "session;codeCandidat;resultat;date\n" + string.Concat(Enumerable.Range(101, 3).Select(code => $"2026;{code};REFUSE;2026-07-06\n"));

        var days = (await SendAsync("essai=true", file))["garde"]!.AsArray();

        Assert.Equal([("2026-06-10", 0, false), ("2026-07-08", 3, true)], days.Select(d => (d!["jour"]!.GetValue<string>(), Int(d, "nombre"), d["confirmationNecessaire"]!.GetValue<bool>())));
        Assert.Equal((4, 2), (Int(days[1]!, "voeuxFavorables"), Int(days[1]!, "limite")));

        // And so it does: the real run answers the same counts, and on that day a person is asked.
        Assert.Equal(3, Int((await SendAsync("", file))["bilan"]!, "refuses"));
        await AtRestAsync();
        await SetClockAsync(8);
        await AtRestAsync();
        Assert.Equal(3, Int(Assert.Single(await ListAsync("gardes"))!, "nombre"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("101"));
    }

    [Theory]
    [InlineData("text/csv", "session;dossier;resultat;date\n2026;17;ADMIS;2026-07-03\n", HttpStatusCode.BadRequest)]
    [InlineData("text/csv", "session;codeCandidat;date\n2026;17;2026-07-03\n", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"session":2026,"codeCandidt":17,"resultat":"ADMIS","date":"2026-07-03"}""", HttpStatusCode.OK)]
    public async Task A_misspelt_column_or_field_is_refused_with_the_known_ones(string type, string body, HttpStatusCode status)
    {
        await StartAsync(openGate: false);

        using var answer = await Api.RawAsync(HttpMethod.Post, Etab.Path + "resultats-bac", body, type);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("codeCandidat, ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"acceptees\":1", text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> SendAsync(string query, string csv)
    {
        using var answer = await Api.RawAsync(HttpMethod.Post, Etab.Path + "resultats-bac?" + query, csv, "text/csv");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<(int Messages, int Results)> JournalAsync()
    {
        await using var connection = await Gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        return (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM message_entrant"), await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM resultat_bac"));
    }

    private static int Int(JsonNode node, string name) => node[name]!.GetValue<int>();
}

public sealed class BacTrialTestsOnSqlite(PostgresServer postgres) : BacTrialTests(postgres, DatabaseEngine.Sqlite);

public sealed class BacTrialTestsOnPostgres(PostgresServer postgres) : BacTrialTests(postgres, DatabaseEngine.Postgres);
