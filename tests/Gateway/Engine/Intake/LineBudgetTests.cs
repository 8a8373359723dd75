using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>A send of lines has a budget, and nothing of what was refused is kept beyond its report (rule J1).</summary>
public abstract class LineBudgetTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Good = """{"session":2026,"codeCandidat":7,"codeFormationPsup":8842,"premiereAnnee":true,"payee":true,"dateMaj":"2026-06-09T08:00:00+02:00"}""";

    [Fact]
    public async Task A_send_that_is_something_else_is_refused_in_a_few_words_and_leaves_nothing()
    {
        await StartAsync(openGate: false);
        foreach (var body in new[]
        {
            "[" + string.Join(',', Enumerable.Repeat("1", 512 * 1024)) + "]",
            "[" + string.Join(',', Enumerable.Repeat("""{"x":1}""", 60_000)) + "]",
            "[" + string.Join(',', Enumerable.Repeat("""{"session":"z"}""", 60_000)) + "]",
            string.Concat(Enumerable.Repeat("\n", 200_000)),
        })
        {
            var (status, text) = await SendAsync("inscriptions", body, body[0] == '[' ? "application/json" : "application/x-ndjson");

            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.True(text.Length < 2_000, text);
            Assert.Contains(body[0] == '[' ? "Plus de 10000 lignes sont refusées, rien n'est pris de l'envoi ; la première, ligne 1" : "L'envoi a plus de 100000 lignes", text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await Gateway.SentAsync());
    }

    [Fact]
    public async Task Refused_lines_are_counted_beyond_the_thousandth_and_the_good_one_among_them_is_taken_and_kept_alone()
    {
        await StartAsync(openGate: false);
        var lines = Enumerable.Repeat("""{"session":2026,"champInconnu":"un texte d'une certaine longueur, qui ne sert à rien à personne"}""", 1_500).Append(Good);

        var (status, text) = await SendAsync("inscriptions", "[" + string.Join(",\r\n", lines) + "]", "application/json");

        var answer = JsonNode.Parse(text)!;
        Assert.Equal((HttpStatusCode.OK, 1_501, 1, 1_500), (status, (int)answer["recues"]!, (int)answer["acceptees"]!, (int)answer["refusees"]!));
        Assert.Equal((1_000, 500), (answer["lignes"]!.AsArray().Count, (int)answer["lignesNonListees"]!));
        Assert.True(Assert.Single(await Gateway.QueryAsync<long>("SELECT LENGTH(corps) FROM message_entrant WHERE canal = 'Inscriptions'")) < 2_000);
        await AtRestAsync();
        Assert.Equal(7, (int)Assert.Single(await ListAsync("inscriptions"))!["codeCandidat"]!);
    }

    [Theory]
    [InlineData("application/x-ndjson", "", "\n")]
    [InlineData("application/json", "", "")]
    [InlineData("application/json", "[", "]")]
    public async Task Blanks_are_not_kept(string type, string before, string after)
    {
        await StartAsync(openGate: false);
        var blanks = new string(' ', 2 * 1024 * 1024);

        var (status, text) = await SendAsync("inscriptions", before + blanks + Good.Replace(",", ",\t", StringComparison.Ordinal) + after + blanks, type);

        Assert.True(status == HttpStatusCode.OK, text);
        Assert.True(Assert.Single(await Gateway.QueryAsync<long>("SELECT LENGTH(corps) FROM message_entrant WHERE canal = 'Inscriptions'")) < 1_000);
        await AtRestAsync();
        Assert.Equal(7, (int)Assert.Single(await ListAsync("inscriptions"))!["codeCandidat"]!);
    }

    [Fact]
    public async Task Many_good_lines_are_journaled_in_pieces_in_their_order_and_all_are_applied()
    {
        await StartAsync(openGate: false);
        var lines = Enumerable.Range(1, 250).Select(i => Good.Replace("\"codeCandidat\":7", $"\"codeCandidat\":{i}", StringComparison.Ordinal));

        var (status, text) = await SendAsync("inscriptions", "[" + string.Join(',', lines.Append("{}")) + "]", "application/json");

        var answer = JsonNode.Parse(text)!;
        Assert.Equal((HttpStatusCode.OK, 250, 251), (status, (int)answer["acceptees"]!, (int)answer["lignes"]![0]!["ligne"]!));
        await Poll.UntilAsync(async () => Assert.Single(await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM inscription")) == 250);
        Assert.Equal(Enumerable.Range(1, 250), (await ListAsync("inscriptions")).Select(l => (int)l!["codeCandidat"]!).Order());
        Assert.Equal([100, 100, 50], (await Gateway.CorpsAsync("canal = 'Inscriptions'")).Select(b => b.Count(c => c == (byte)'\n')));
    }

    [Fact]
    public async Task Results_have_the_same_budget()
    {
        await StartAsync(openGate: false);

        var (status, text) = await SendAsync("resultats-bac", "[" + string.Join(',', Enumerable.Repeat("1", 200_000)) + "]", "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(text.Length < 2_000, text);
        (status, text) = await SendAsync("resultats-bac", "session;codeCandidat;resultat;date\n" + string.Concat(Enumerable.Repeat("2026;x;ADMIS;07/07/2026\n", 20_000)), "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(text.Length < 2_000, text);
        Assert.Equal(0, await Gateway.SentAsync());
    }

    [Fact]
    public async Task The_lines_of_a_large_table_are_journaled_in_pieces_too_and_all_are_applied()
    {
        await StartAsync(openGate: false);
        var lines = Enumerable.Range(1, 250).Select(i => $"2026;{i};ADMIS;07/07/2026\n").Prepend("session;codeCandidat;resultat;date\n");

        var (status, text) = await SendAsync("resultats-bac", string.Concat(lines), "text/csv");

        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Equal(250, (int)JsonNode.Parse(text)!["acceptees"]!);
        await Poll.UntilAsync(async () => Assert.Single(await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM resultat_bac WHERE issue = 'Admis'")) == 250);
        Assert.Equal([100, 100, 50], (await Gateway.CorpsAsync("canal = 'ResultatsBac'")).Select(b => b.Count(c => c == (byte)'\n')));
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(string path, string body, string type)
    {
        using var http = Gateway.Client(await Gateway.CreateKeyAsync("scolarité", Etab.Code));
        using var answer = await http.PostAsync(Etab.Path + path, new StringContent(body, Encoding.UTF8, type));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

public sealed class LineBudgetTestsOnSqlite(PostgresServer postgres) : LineBudgetTests(postgres, DatabaseEngine.Sqlite);

public sealed class LineBudgetTestsOnPostgres(PostgresServer postgres) : LineBudgetTests(postgres, DatabaseEngine.Postgres);
