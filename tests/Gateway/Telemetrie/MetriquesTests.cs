using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>What Prometheus is shown, to whom, and what the dashboard and the alerts that come with the gateway ask of it.</summary>
public sealed partial class MetriquesTests(PostgresServer postgres) : InscriptionTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Prometheus = "--Telemetrie:Prometheus=true";

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync("univ-mesures");

    [Fact]
    public async Task Without_the_setting_the_address_is_not_there()
    {
        await StartAsync(openGate: false);

        foreach (var http in new[] { Gateway.Http, Api.Http })
            Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(HttpMethod.Get, "/metrics")).Status);
    }

    [Fact]
    public async Task It_is_for_supervision_and_for_administrators_and_for_nobody_else()
    {
        await StartAsync(openGate: false, Prometheus);
        var own = await Gateway.CreateKeyAsync("établissement", Etab.Code);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, "/metrics")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, "/metrics", key: "pg_" + new string('0', 64))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.SendAsync(HttpMethod.Get, "/metrics", key: own)).Status);
        var answer = await Api.Http.SendAsync(HttpMethod.Get, "/metrics");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("passerelle_prete", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_supervision_opens_it_and_nothing_else()
    {
        await StartAsync(openGate: false, Prometheus);
        var (code, output, error) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "cle", "creer", "--supervision", "--nom", "prometheus");
        Assert.True(code == 0, error);
        var key = output.Trim();

        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/metrics", key: key)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.SendAsync(HttpMethod.Post, "/metrics", key: key)).Status);
        foreach (var path in new[] { "/api/etablissements", "/api/audit", Etab.Path + "synthese", "/api/catalogue/formations", "/api/configuration" })
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await Gateway.Http.SendAsync(HttpMethod.Get, path, key: key)).Status));

        var (_, listed, _) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "cle", "lister");
        Assert.Contains("prometheus : supervision", listed, StringComparison.Ordinal);
        (code, _, _) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "cle", "creer", "--supervision", "--administrateur", "--nom", "x");
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task It_is_not_there_where_machines_are_let_in()
    {
        var people = new Uri($"http://127.0.0.1:{NginxProxy.FreePort()}");
        Gateway = await GatewayInstance.StartAsync(Storage, Prometheus, $"--Adresses:Personnes={people.ToString().TrimEnd('/')}");
        var key = await Gateway.CreateKeyAsync("prometheus", null);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = people };

        Assert.Equal(HttpStatusCode.NotFound, (await Gateway.Http.SendAsync(HttpMethod.Get, "/metrics", key: key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(HttpMethod.Get, "/metrics", key: key)).Status);
    }

    [Fact]
    public async Task What_waits_is_counted_and_told_by_etablissement()
    {
        await StartAsync(openGate: false, Prometheus);

        await PushAndRestAsync([.. Enumerable.Range(101, 3).Select(code => Voeu(code))]);

        var shown = await ShownAsync("passerelle_livraison_en_attente", 3);
        Assert.Equal(3, Value(shown, "passerelle_push_recus_total", "issue=\"accepte\""));
        Assert.Equal(0, Value(shown, "passerelle_connecteur_ouvert"));
        Assert.Equal(0, Value(shown, "passerelle_journal_a_appliquer"));
        Assert.Equal(0, Value(shown, "passerelle_evaluation_en_attente"));

        await Etab.OpenGateAsync(Gateway);
        await AtRestAsync();
        shown = await ShownAsync("passerelle_livraison_en_attente", 0);
        Assert.Equal(1, Value(shown, "passerelle_connecteur_ouvert"));
        Assert.Equal(3, Value(shown, "passerelle_livraison_tentatives_total", "issue=\"acquittee\""));
    }

    [Fact]
    public async Task Every_metric_that_the_dashboard_and_the_alerts_ask_for_is_shown_by_a_gateway_that_works()
    {
        await StartWorkingAsync();
        var asked = await AskedAsync();
        Assert.True(asked.Count > 20, string.Join(' ', asked));

        // What is shown depends on what has happened: it is waited for, and what never comes is named.
        IReadOnlyList<string> missing = [];
        await Poll.UntilAsync(async () =>
        {
            var shown = NamesOf((await Api.Http.SendAsync(HttpMethod.Get, "/metrics")).Text);
            missing = [.. asked.Where(name => !shown.Contains(name))];
            return missing.Count <= 0 || await NothingMovesAsync();
        });
        Assert.Empty(missing);
    }

    [Fact]
    public async Task No_metric_is_told_of_a_person()
    {
        await StartWorkingAsync();

        var shown = (await Api.Http.SendAsync(HttpMethod.Get, "/metrics")).Text;

        foreach (var field in new[] { "ine", "mail", "nom", "prenom", "adresse1" })
            Assert.DoesNotContain($"\"{Voeu(17)[field]!.GetValue<string>()}\"", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mdp-", shown, StringComparison.Ordinal);
        foreach (var label in LabelName().Matches(shown).Select(m => m.Groups[1].Value).Distinct())
            Assert.DoesNotContain(label, new[] { "candidat", "ine", "nom", "sujet", "code_candidat", "client_address" });
    }

    [Theory]
    [InlineData("tableau-de-bord.json")]
    [InlineData("alertes.yml")]
    public void What_is_ready_to_use_is_well_formed(string file)
    {
        var text = File.ReadAllText(Path.Combine(Exploitation, file));

        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            var panels = JsonNode.Parse(text)!["panels"]!.AsArray();
            Assert.Equal(panels.Count, panels.Select(p => p!["id"]!.GetValue<int>()).Distinct().Count());
            Assert.All(panels.Where(p => p!["type"]!.GetValue<string>() != "row"), p => Assert.NotEmpty(p!["targets"]!.AsArray()));
            return;
        }

        var alerts = AlertName().Matches(text).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(alerts.Count, alerts.Distinct().Count());
        foreach (var part in new[] { "expr:", "for:", "severity:", "summary:", "description:" })
            Assert.Equal(alerts.Count, text.Split(part).Length - 1);
        Assert.All(Expression().Matches(text).Select(m => m.Groups[1].Value), expression =>
        {
            foreach (var (open, close) in new[] { ('(', ')'), ('{', '}'), ('[', ']') }) Assert.Equal(expression.Count(c => c == open), expression.Count(c => c == close));
        });
    }

    /// <summary>Something of everything: refusals, faults, deliveries, a run of feedback, what waits for a person.</summary>
    private async Task StartWorkingAsync()
    {
        Etab.Document["opi"]!["comptes"] = new JsonArray(new JsonObject { ["login"] = "ecandidat", ["motDePasse"] = "mdp-ecandidat", ["prefixe"] = "E", ["origine"] = "Autre" });
        await StartAsync(settings: Prometheus);
        await PushAndRestAsync(Voeu(17));
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + Voeux(("M1DROI", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        (await Gateway.Http.PostOpiAsync("<rien/>", "ecandidat:mdp-ecandidat")).AssertFault();
        await Gateway.Http.SendAsync(HttpMethod.Get, "/api/etablissements", key: "pg_" + new string('0', 64));
        await EnrolAsync(Ia(17));
        // Seen in the morning, the planned run of the feedback comes in the evening.
        await Api.SetClockAsync(new DateTimeOffset(2026, 6, 10, 10, 0, 0, TimeSpan.FromHours(2)));
        await Api.SetClockAsync(new DateTimeOffset(2026, 6, 10, 20, 0, 1, TimeSpan.FromHours(2)));
        await AtRestAsync();
        // What the next tick does: it learns how the run ended.
        await Gateway.Services.GetRequiredService<TravauxPlanifies>().SuivreAsync(default);
        await Storage.ExecuteAsync(
            $"INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES ('{Etab.Code}', 'IaNonRapprochee', 'x', 'x', '2026-06-10T08:00:00.000Z')",
            $"INSERT INTO garde (etablissement, type, jour, etat, nombre, vivants, message, creee_le) VALUES ('{Etab.Code}', 'Decisions', '2026-06-10', 'EnAttente', 1, 1, 'x', '2026-06-10T08:00:00.000Z')");
    }

    private int _quiet;

    // Readings are made anew after five seconds: twice that, and what has not come does not come.
    private async Task<bool> NothingMovesAsync()
    {
        await AtRestAsync();
        return ++_quiet > 60;
    }

    private async Task<string> ShownAsync(string name, long value) => await Poll.UntilAsync(
        async () => (await Api.Http.SendAsync(HttpMethod.Get, "/metrics")).Text, text => Value(text, name) == value);

    // Of the établissement of the test; null when there is no such line.
    private long? Value(string text, string name, string label = "") => text.Split('\n')
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains($"etablissement=\"{Etab.Code}\"", StringComparison.Ordinal)
            && line.Contains(label, StringComparison.Ordinal))
        .Select(line => (long?)double.Parse(line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], System.Globalization.CultureInfo.InvariantCulture))
        .Aggregate((long?)null, (sum, one) => (sum ?? 0) + one);

    private static HashSet<string> NamesOf(string text) =>
        [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0])];

    private static async Task<IReadOnlyList<string>> AskedAsync()
    {
        var dashboard = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Exploitation, "tableau-de-bord.json")))!;
        var queries = dashboard["panels"]!.AsArray().SelectMany(p => p!["targets"]?.AsArray() ?? []).Select(t => t!["expr"]!.GetValue<string>())
            .Concat(dashboard["templating"]!["list"]!.AsArray().Select(v => v!["query"]?.ToString() ?? ""))
            .Concat(Expression().Matches(await File.ReadAllTextAsync(Path.Combine(Exploitation, "alertes.yml"))).Select(m => m.Groups[1].Value));
        return [.. queries.SelectMany(q => MetricName().Matches(q)).Select(m => m.Value).Except(["http_route", "http_response_status_code"]).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Exploitation => Documentation.Depot.PathOf(Path.Combine("docs", "exploitation"));

    [GeneratedRegex(@"\b(?:passerelle|http|dotnet|db|kestrel|process)_[a-z0-9_]+\b")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^\s+expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();

    [GeneratedRegex("[{,]([a-z_]+)=\"")]
    private static partial Regex LabelName();
}
