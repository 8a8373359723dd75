using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Cli;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Temoin;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Temoin;

/// <summary>A candidate goes through a system of which neither the engine nor the host has ever heard, from end to end.</summary>
public abstract class TemoinTests(PostgresServer postgres, DatabaseEngine engine) : TemoinTest(postgres, engine)
{
    private static readonly DateTimeOffset Morning = new(2026, 6, 11, 7, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task A_candidate_is_pushed_decided_taken_and_enrolled_and_the_source_is_told()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17), Voeu(18, situation: 3));

        var taken = Assert.Single((await SendAsync(HttpMethod.Get, "candidats")).Json.AsArray())!;
        Assert.Equal(
            """{"session":2026,"codeCandidat":17,"codeFormation":8842,"admis":true,"nom":"LefèvreR","prenom":"Zoé","ine":"000000017AA"}""",
            taken.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        var answer = await SendAsync(HttpMethod.Post, "inscriptions", new JsonArray(Line(17)));
        Assert.Equal((HttpStatusCode.OK, 1), (answer.Status, answer.Json["acceptees"]!.GetValue<int>()));
        Assert.Equal("1", await FeedbackAsync());

        await SendAsync(HttpMethod.Post, "inscriptions", Line(17, inscrit: false, date: "2026-06-09T11:00:00+02:00"));
        Assert.Equal("1 3", await FeedbackAsync());
    }

    [Fact]
    public async Task Whoever_leaves_is_told_to_it_and_the_same_again_changes_nothing()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17), Voeu(18));
        Assert.Equal("17 admis, 18 admis", await TakeAsync());

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"), Voeu(18));

        Assert.Equal("1", Counts(await AtRestAsync(), "aPrendre"));
        Assert.Equal("17 retiré, 18 admis", await TakeAsync());
    }

    [Fact]
    public async Task Only_its_own_account_may_call_and_what_is_wrong_with_a_line_is_told()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, $"/temoin/{Etab.Uai}/candidats")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "candidats", account: "temoin:autre")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "candidats", uai: "0730014U")).Status);
        var misspelt = Line(17);
        misspelt["inscrite"] = true;
        var answer = await SendAsync(HttpMethod.Post, "inscriptions", new JsonArray(misspelt, Line(17, date: "2026-12-01T10:00:00+01:00"), Line(17)));
        Assert.Equal(["1 inscrite", "2 date"], answer.Json["lignes"]!.AsArray().Select(l => $"{l!["ligne"]} {l["champ"]}"));
        Assert.Equal("1", await FeedbackAsync());
    }

    [Fact]
    public async Task Its_section_is_given_out_without_the_password_and_saving_what_was_read_keeps_it()
    {
        await StartAsync(openGate: false);
        var saved = (await GetAsync(""))!;
        Assert.Equal("""{"login":"temoin","patience":2}""", saved["temoin"]!.ToJsonString());
        Assert.Equal("0 0 7 * * ?", saved["planification"]!["temoin"]!.GetValue<string>());

        await Api.PutAsync("/api/etablissements/" + Etab.Code, saved);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "candidats")).Status);
        var stored = Assert.Single(await Gateway.QueryAsync<string>("SELECT document FROM etablissement"));
        Assert.DoesNotContain(Password, stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"logn\": \"temoin\"\n}", "temoin.logn", "(ligne 2, colonne")]
    [InlineData("""{"login":"un:deux","motDePasse":"mdp-de-un"}""", "temoin.login", "sans « : »")]
    [InlineData("""{"login":"nouveau"}""", "temoin.motDePasse", "mot de passe")]
    [InlineData("""{"login":"temoin","patience":0}""", "temoin.patience", "au moins un matin")]
    [InlineData("null", "temoin", "Indiquer le compte")]
    public async Task What_is_wrong_with_its_section_is_told_with_its_place(string section, string champ, string message)
    {
        await StartAsync(openGate: false);
        Etab.Document.Remove("temoin");
        var text = $"{{\"temoin\":{section},{Etab.Document.ToJsonString()[1..]}";

        using var response = await Api.RawAsync(HttpMethod.Put, "/api/etablissements/" + Etab.Code, text);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["erreurs"]!.AsArray())!;
        Assert.EndsWith(champ, error["champ"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(message, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_job_runs_once_at_its_hour_and_asks_a_person_in_the_end()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));

        await Api.SetClockAsync(Morning.AddSeconds(-2));
        Assert.Equal(0, await WaitedAsync());
        await Api.SetClockAsync(Morning.AddSeconds(1));
        await Api.SetClockAsync(Morning.AddMinutes(30));
        Assert.Equal(1, await WaitedAsync());
        Assert.Empty(await TasksAsync());

        await Api.SetClockAsync(Morning.AddDays(1).AddSeconds(1));
        Assert.Equal(2, await WaitedAsync());
        Assert.Equal(["Témoin n'a pas pris 1 candidat en 2 matins : vérifier qu'il appelle la passerelle."], await TasksAsync());

        await TakeAsync();
        Assert.Empty(await TasksAsync());
    }

    [Fact]
    public async Task Its_command_stands_under_its_word_and_prints_its_candidates()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        Assert.Contains("temoin", GatewayCommand.Create(WithTemoin).Subcommands.Select(c => c.Name));

        Assert.Equal((0, "2026/17, formation 8842 : admis, à prendre"), await RunAsync("temoin", "liste", Etab.Uai));
        await TakeAsync();
        Assert.StartsWith("2026/17, formation 8842 : admis, pris le ", (await RunAsync("temoin", "liste", Etab.Code)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("temoin", "liste", "inconnu")).Code);
    }

    [Fact]
    public async Task Its_lines_stand_in_the_timeline_in_the_explanation_and_in_the_counts()
    {
        await StartAsync(openGate: false);
        var counts = await PushAndRestAsync(Voeu(17), Voeu(18));
        Assert.Equal(("2", "2"), (Counts(counts, "admis"), Counts(counts, "aPrendre")));
        Assert.Equal("Témoin n'a pas encore pris le candidat : y lancer la récupération.", await CheckAsync());

        await TakeAsync();

        Assert.Equal("0", Counts(await AtRestAsync(), "aPrendre"));
        Assert.StartsWith("Témoin a pris le candidat le ", await CheckAsync(), StringComparison.Ordinal);
        var lines = (await ListAsync("candidats/2026/17/chronologie")).Where(l => l!["nature"]!.GetValue<string>() == "Temoin");
        Assert.Equal(
            ["À prendre par Témoin : le candidat est admis.", "Témoin a pris le candidat."], lines.Select(l => l!["texte"]!.GetValue<string>()));
    }

    /// <summary>What the source was told of the candidate, after the run that otherwise starts in the evening.</summary>
    private async Task<string> FeedbackAsync()
    {
        await AtRestAsync();
        await PostAsync("remontees");
        await AtRestAsync();
        return await Etab.FeedbackAsync(17);
    }

    private static string Counts(JsonNode synthese, string name) => synthese["temoin"]![name]!.ToString();

    private async Task<int> WaitedAsync()
    {
        await AtRestAsync();
        return Assert.Single(await Gateway.QueryAsync<int>("SELECT attente FROM temoin_candidat"));
    }

    private async Task<IEnumerable<string>> TasksAsync() => (await ListAsync("taches"))
        .Where(t => t!["type"]!.GetValue<string>() == "TemoinAbsent").Select(t => t!["message"]!.GetValue<string>());

    private async Task<string> CheckAsync() =>
        Assert.Single((await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!["aVerifier"]!.AsArray())!.GetValue<string>();

    private async Task<(int Code, string Output)> RunAsync(params string[] words)
    {
        var root = new RootCommand();
        CommandTree.Fill(root, new TemoinModule().Commands(new RunHere(Gateway.Services)));
        using var output = new StringWriter();
        var code = await root.Parse(words).InvokeAsync(new InvocationConfiguration { Output = output });
        return (code, output.ToString().TrimEnd());
    }

    /// <summary>With the services of the gateway that runs, where the program would make its own.</summary>
    private sealed class RunHere(IServiceProvider services) : ICommandRun
    {
        public Task<int> WithAsync<TWork>(Func<TWork, Task<int>> work, CancellationToken ct) where TWork : notnull =>
            work(ActivatorUtilities.GetServiceOrCreateInstance<TWork>(services));
    }
}

public sealed class TemoinTestsOnSqlite(PostgresServer postgres) : TemoinTests(postgres, DatabaseEngine.Sqlite);

public sealed class TemoinTestsOnPostgres(PostgresServer postgres) : TemoinTests(postgres, DatabaseEngine.Postgres);
