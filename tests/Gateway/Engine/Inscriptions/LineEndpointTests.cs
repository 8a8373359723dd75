using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;

/// <summary>The two addresses that take lines (rule B1): a wrong one is refused by line and field, its neighbours go.</summary>
public abstract class LineEndpointTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Wrong1 = """{"session":2026,"codeFormationPsup":8842,"payee":true,"dateMaj":"2026-06-09T10:00:00+02:00"}""";
    private const string Wrong2 = """{"session":2026,"codeCandidat":18,"type":"Premiere","dateMaj":"2026-06-09T10:00:00+02:00"}""";

    [Theory]
    [InlineData("application/json", "@1", 1)]
    [InlineData("application/json", "[@1,@2]", 2)]
    [InlineData("application/x-ndjson", "@1\n@2", 2)]
    [InlineData("application/x-ndjson; charset=utf-8", "\r\n@1\r\n\r\n@2\r\n", 2)]
    public async Task One_line_an_array_or_NDJSON_are_all_taken(string type, string body, int expected)
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1), TestDocument.Voeu(2));

        var report = (await TakeAsync("inscriptions", body.Replace("@1", Ia(1), StringComparison.Ordinal).Replace("@2", Ia(2), StringComparison.Ordinal), type)).Json;
        await AtRestAsync();

        Assert.Equal(expected, report["acceptees"]!.GetValue<int>());
        Assert.Equal(expected, report["recues"]!.GetValue<int>());
        Assert.Empty(report["lignes"]!.AsArray());
        Assert.Equal(expected, (await GetAsync("inscriptions"))!.AsArray().Count);
    }

    /// <summary>Rule K3: what is meant is read, and without offset it is the time of Paris.</summary>
    [Theory]
    [InlineData("\"2026-06-09T08:00:00\"", "true")]
    [InlineData("\"2026-06-09T08:00:00+0200\"", "\"O\"")]
    [InlineData("\"2026-06-09T08:00:00+02:00[Europe/Paris]\"", "1")]
    [InlineData("\"09/06/2026 08:00\"", "\"oui\"")]
    [InlineData("1780984800000", "\"true\"")]
    public async Task Dates_and_flags_of_other_systems_are_read(string date, string paid)
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1));

        var report = (await TakeAsync("inscriptions", $$"""{"session":2026,"codeCandidat":"1.0","codeFormationPsup":{{TestDocument.Droit}},"payee":{{paid}},"dateMaj":{{date}}}""", "application/json")).Json;
        await AtRestAsync();

        Assert.Empty(report["lignes"]!.AsArray());
        var stored = (await GetAsync("inscriptions"))!.AsArray().Single()!;
        Assert.True(stored["payee"]!.GetValue<bool>());
        Assert.Equal(DateTimeOffset.Parse("2026-06-09T08:00:00+02:00", System.Globalization.CultureInfo.InvariantCulture), stored["dateMaj"]!.GetValue<DateTimeOffset>());
    }

    /// <summary>A line of another encoding is the only one that is refused (rule K4).</summary>
    [Theory]
    [InlineData("codOpiIntEpo", "é")]
    [InlineData("codeFormationPsup", "é")]
    [InlineData("é", "1")]
    public async Task A_line_in_ISO_8859_1_costs_no_other_one(string field, string value)
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1));
        var wrong = $$"""{"session":2026,"codeCandidat":2,"{{field}}":"{{value}}","dateMaj":"2026-06-09T08:00:00"}""";
        using var body = new ByteArrayContent([.. Encoding.UTF8.GetBytes(Ia(1) + "\n"), .. Encoding.Latin1.GetBytes(wrong)]);
        body.Headers.ContentType = new("application/x-ndjson");

        using var answer = await Api.Http.PostAsync(Etab.Path + "inscriptions", body);
        var report = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal((1, 1), (report["acceptees"]!.GetValue<int>(), report["refusees"]!.GetValue<int>()));
        Assert.Equal(2, report["lignes"]![0]!["ligne"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"session":2026,"codeCandidat":1,"dateMaj":"demain"}""", "dateMaj", "« demain »", "2026-06-03T09:00:00+02:00")]
    [InlineData("""{"session":2026,"codeCandidat":"7,11E+05","dateMaj":"2026-06-09"}""", "codeCandidat", "« 7,11E+05 »", "711301")]
    [InlineData("""{"session":2026,"codeCandidat":1,"payee":"peut-être","dateMaj":"2026-06-09"}""", "payee", "« peut-être »", "oui ou non")]
    [InlineData("""{"session":2026,"codeCandidat":1,"type":"Premiere","dateMaj":"2026-06-09"}""", "type", "« Premiere »", "Principale")]
    [InlineData("""{"session":2026,"codeCandidat":1,"vet":{"codEtp":"L1","codVrsVet":"un"},"dateMaj":"2026-06-09"}""", "vet.codVrsVet", "« un »", "nombre entier")]
    public async Task A_refusal_cites_the_value_and_a_right_form(string line, string champ, string cited, string right)
    {
        await StartAsync(openGate: false);

        var refused = Assert.Single((await TakeAsync("inscriptions", line, "application/json")).Json["lignes"]!.AsArray())!;

        Assert.Equal(champ, refused["champ"]!.GetValue<string>());
        Assert.Contains(cited, refused["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(right, refused["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "[@1,@A,@B,@2]", new[] { 2, 3 })]
    [InlineData("application/x-ndjson", "@1\n@A\n\n@B\n@2", new[] { 2, 4 })]
    public async Task Wrong_lines_are_refused_by_number_and_field_and_their_neighbours_go(string type, string body, int[] lines)
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1), TestDocument.Voeu(2));

        var report = (await TakeAsync("inscriptions", body.Replace("@1", Ia(1), StringComparison.Ordinal).Replace("@2", Ia(2), StringComparison.Ordinal)
            .Replace("@A", Wrong1, StringComparison.Ordinal).Replace("@B", Wrong2, StringComparison.Ordinal), type)).Json;
        await AtRestAsync();

        Assert.Equal(2, report["acceptees"]!.GetValue<int>());
        Assert.Equal(2, report["refusees"]!.GetValue<int>());
        Assert.Equal(lines, report["lignes"]!.AsArray().Select(l => l!["ligne"]!.GetValue<int>()));
        Assert.Equal(["codeCandidat", "type"], report["lignes"]!.AsArray().Select(l => l!["champ"]!.GetValue<string>()));
        Assert.All(report["lignes"]!.AsArray(), l => Assert.Equal("Refusee", l!["resultat"]!.GetValue<string>()));
        Assert.Equal([1, 2], (await GetAsync("inscriptions"))!.AsArray().Select(i => i!["codeCandidat"]!.GetValue<int>()).Order());
    }

    [Fact]
    public async Task A_broken_entry_of_an_array_is_refused_alone_and_a_raw_line_break_is_no_reason()
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1), TestDocument.Voeu(2));
        var body = "[" + Ia(1).Replace("\"payee\"", "\n\"ine\":\"00000\t0001AA\",\"payee\"", StringComparison.Ordinal) + ",{\"session\":2026,\"codeCandidat\" 9}," + Ia(2) + "]";

        var report = (await TakeAsync("inscriptions", body, "application/json")).Json;
        await AtRestAsync();

        Assert.Equal((2, 1), (report["acceptees"]!.GetValue<int>(), report["refusees"]!.GetValue<int>()));
        var refused = Assert.Single(report["lignes"]!.AsArray())!;
        Assert.Equal(2, refused["ligne"]!.GetValue<int>());
        Assert.Contains("JSON", refused["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"session":26,"codeCandidat":1,"dateMaj":"2026-06-09T10:00:00Z"}""", "session")]
    [InlineData("""{"session":2026,"codeCandidat":1}""", "dateMaj")]
    [InlineData("""{"session":2026,"codeCandidat":1,"dateMaj":"hier"}""", "dateMaj")]
    [InlineData("""{"session":2026,"codeCandidat":1,"dateMaj":"2026-06-10T09:30:00+02:00"}""", "dateMaj")]
    [InlineData("""{"session":2026,"codeCandidat":1,"dateMaj":"2017-06-10T09:00:00+02:00"}""", "dateMaj")]
    [InlineData("""{"session":2026,"ine":"12","dateMaj":"2026-06-09T10:00:00Z"}""", "ine")]
    [InlineData("""{"session":2026,"codeCandidat":1,"type":99,"dateMaj":"2026-06-09T10:00:00Z"}""", "type")]
    [InlineData("""{"session":2026,"codeCandidat":1,"origine":"9","dateMaj":"2026-06-09T10:00:00Z"}""", "origine")]
    [InlineData("""{"session":2026,"codeCandidat":-1,"dateMaj":"2026-06-09T10:00:00Z"}""", "codeCandidat")]
    [InlineData("""{"session":2026,"codeCandidat":1,"codeFormationPsup":0,"dateMaj":"2026-06-09T10:00:00Z"}""", "codeFormationPsup")]
    [InlineData("""{"session":2026,"codEtu":-3,"dateMaj":"2026-06-09T10:00:00Z"}""", "codEtu")]
    [InlineData("""{"session":2026,"codeCandidat":1,"vet":{"codEtp":"L1DROI","codVrsVet":-1},"dateMaj":"2026-06-09T10:00:00Z"}""", "vet.codVrsVet")]
    [InlineData("""{"session":2026,"codOpiIntEpo":"A\u0000B","dateMaj":"2026-06-09T10:00:00Z"}""", null)]
    [InlineData("""{"session":2026,"codOpiIntEpo":"\ud800","dateMaj":"2026-06-09T10:00:00Z"}""", "codOpiIntEpo")]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("42", null)]
    [InlineData("{\"session\":", null)]
    public async Task A_line_that_says_nothing_sensible_is_refused_alone(string line, string? champ)
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1));
        var report = (await TakeAsync("inscriptions", $"{line}\n{Ia(1)}", "application/x-ndjson")).Json;
        await AtRestAsync();

        var refused = Assert.Single(report["lignes"]!.AsArray())!;
        Assert.Equal(1, refused["ligne"]!.GetValue<int>());
        if (champ is not null) Assert.Equal(champ, refused["champ"]!.GetValue<string>());
        Assert.NotEmpty(refused["message"]!.GetValue<string>());
        Assert.Equal(1, Assert.Single((await GetAsync("inscriptions"))!.AsArray())!["codeCandidat"]!.GetValue<int>());
        Assert.Empty((await GetAsync("taches"))!.AsArray());
    }

    [Theory]
    [InlineData("""{"session":2026,"codeCandidat":1,"paye":true,"dateMaj":"2026-06-09T10:00:00Z"}""", "paye", "payee")]
    [InlineData("""{"session":2026,"codeCandidat":1,"vet":{"codEtp":"L1DROI","version":101},"dateMaj":"2026-06-09T10:00:00Z"}""", "vet.version", "codVrsVet")]
    public async Task A_misspelt_field_is_refused_with_the_names_that_exist(string line, string champ, string allowed)
    {
        await StartAsync(openGate: false);
        var report = (await TakeAsync("inscriptions", $"{Ia(1)}\n{line}", "application/x-ndjson")).Json;

        Assert.Equal(1, report["acceptees"]!.GetValue<int>());
        var refused = Assert.Single(report["lignes"]!.AsArray())!;
        Assert.Equal(2, refused["ligne"]!.GetValue<int>());
        Assert.Equal(champ, refused["champ"]!.GetValue<string>());
        Assert.Contains(allowed, refused["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_work_table_gives_the_enrolment_as_an_object()
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1));
        await TakeAsync("inscriptions", Ia(1));
        await AtRestAsync();

        var line = Assert.Single((await GetAsync("inscriptions"))!.AsArray())!;
        Assert.Equal(1, line["demande"]!["codeCandidat"]!.GetValue<int>());
        Assert.True(line["demande"]!["payee"]!.GetValue<bool>());
        Assert.Null(line["inscription"]);
    }

    [Theory]
    [InlineData("inscriptions")]
    [InlineData("resultats-bac")]
    public async Task Unreadable_JSON_is_refused_with_line_and_column_and_a_giant_with_413(string address)
    {
        await StartAsync(openGate: false);
        var answer = await TakeAsync(address, "[\n {,}\n]");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("(ligne 2, colonne 3)", answer.Erreurs[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Post, Etab.Path + address) { Content = new StreamContent(new MemoryStream(new byte[(64 * 1024 * 1024) + 1])) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await Api.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(0, await Gateway.SentAsync());
    }

    [Fact]
    public async Task Results_of_the_baccalaureat_come_in_by_line_too()
    {
        await StartAsync(openGate: false);
        await PushAsync(TestDocument.Voeu(1));
        var report = (await TakeAsync("resultats-bac",
            """
            [{"session":2026,"codeCandidat":1,"resultat":"ADMIS","date":"2026-07-07"},
             {"session":2026,"codeCandidat":2,"resultat":"PEUT-ETRE","date":"2026-07-07"},
             {"session":2026,"resultat":"REFUSE","date":"2026-07-07"}]
            """)).Json;
        await AtRestAsync();

        Assert.Equal(1, report["acceptees"]!.GetValue<int>());
        Assert.Equal([2, 3], report["lignes"]!.AsArray().Select(l => l!["ligne"]!.GetValue<int>()));
        Assert.Equal("resultat", report["lignes"]![0]!["champ"]!.GetValue<string>());
        Assert.Equal("ADMIS", (await GetAsync("candidats/2026/1"))!["resultatBac"]!["issue"]!.GetValue<string>());
    }

    private async Task<Answer> TakeAsync(string address, string body, string type = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await Api.Http.SendAsync(HttpMethod.Post, Etab.Path + address, content);
    }

    private static string Ia(int dossier) => new JsonObject
    {
        ["session"] = 2026, ["codeCandidat"] = $"{dossier}", ["codeFormationPsup"] = TestDocument.Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T10:00:00+02:00",
    }.ToJsonString();
}

public sealed class LineEndpointTestsOnSqlite(PostgresServer postgres) : LineEndpointTests(postgres, DatabaseEngine.Sqlite);

public sealed class LineEndpointTestsOnPostgres(PostgresServer postgres) : LineEndpointTests(postgres, DatabaseEngine.Postgres);
