using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>"Tester connecteur" by REST: its steps, what each failure says, and the gate (rules D1, D2).</summary>
public sealed class ConnectorTestTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private static readonly string[] ParcoursupSteps =
        ["Configuration complète", "Résolution DNS", "Connexion TCP", "TLS", "HTTP", "Identifiants", "Message de test acquitté"];

    private static readonly string[] AllSteps = [.. ParcoursupSteps, "Voie retour", "Apogée : contrat (WSDL)", "Apogée : appel sans effet"];

    [Fact]
    public async Task Every_step_is_named_in_order_with_outcome_duration_and_message()
    {
        await StartAsync(openGate: false);
        Assert.False((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());

        var report = (await PostAsync("connecteur/test"))!;

        Assert.Equal(AllSteps, Names(report));
        Assert.All(Steps(report), step =>
        {
            Assert.True(step!["dureeMs"]!.GetValue<long>() >= 0);
            Assert.NotEmpty(step["message"]!.GetValue<string>());
        });
        Assert.All(AllSteps, name => Assert.True(OutcomeOf(report, name) == "Reussie", $"{name}: {report}"));
        Assert.True(report["reussi"]!.GetValue<bool>());
        Assert.True(report["ouvert"]!.GetValue<bool>());
        Assert.Equal("tests", report["par"]!.GetValue<string>());
        Assert.StartsWith("2026-06-10T09:", report["testeLe"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sans code SISE", "Configuration complète")]
    [InlineData("nom inconnu", "Résolution DNS")]
    [InlineData("port fermé", "Connexion TCP")]
    [InlineData("sans chiffrement", "TLS")]
    [InlineData("indisponible", "Identifiants")]
    [InlineData("nok", "Message de test acquitté")]
    [InlineData("coupure", "Message de test acquitté")]
    public async Task What_fails_says_what_to_do_and_nothing_after_it_is_run(string cause, string failing)
    {
        var parcoursup = Etab.Document["parcoursup"]!;
        if (cause == "sans code SISE") parcoursup["candidatTest"]!["codeSise"] = null;
        if (cause == "nom inconnu") parcoursup["url"] = "https://inconnu.invalid/ApiRest/";
        if (cause == "port fermé") parcoursup["url"] = "http://127.0.0.1:9/ApiRest/";
        if (cause == "sans chiffrement") parcoursup["url"] = Etab.Parcoursup.UrlApiRest.ToString().Replace("http:", "https:", StringComparison.Ordinal);
        await StartAsync(openGate: false);
        if (cause == "indisponible") await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":1,"methode":"getCandidatsAdmis"}""");
        if (cause is "nok" or "coupure") await Etab.FaultAtParcoursupAsync($$"""{"type":"{{cause}}","nombre":1,"methode":"majInscriptionAdministrative"}""");

        var report = (await PostAsync("connecteur/test"))!;

        Assert.Equal(AllSteps, Names(report));
        var at = Array.IndexOf(ParcoursupSteps, failing);
        Assert.Equal("Echec", OutcomeOf(report, failing));
        Assert.NotEmpty(Steps(report)[at]!["remede"]!.GetValue<string>());
        Assert.All(ParcoursupSteps[(at + 1)..], name => Assert.Equal("NonExecutee", OutcomeOf(report, name)));
        Assert.All(ParcoursupSteps[..at], name => Assert.Contains(OutcomeOf(report, name), new[] { "Reussie", "Avertissement" }));
        Assert.False(report["ouvert"]!.GetValue<bool>());
        Assert.False((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Wrong_credentials_fail_at_their_own_step()
    {
        Etab.Document["parcoursup"]!["motDePasse"] = "faux";
        await StartAsync(openGate: false);

        var report = (await PostAsync("connecteur/test"))!;

        Assert.Equal("Echec", OutcomeOf(report, "Identifiants"));
        Assert.Equal("NonExecutee", OutcomeOf(report, "Message de test acquitté"));
        Assert.DoesNotContain("faux", report.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("pas encore été testé avec succès", (await GetAsync("connecteur"))!["raison"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_etablissement_without_connection_fails_at_the_first_step()
    {
        Etab.Document["parcoursup"] = null;
        await StartAsync(openGate: false);

        var report = (await PostAsync("connecteur/test"))!;

        Assert.Equal("Echec", OutcomeOf(report, "Configuration complète"));
        Assert.Equal("NonExecutee", OutcomeOf(report, "Voie retour"));
        Assert.False(report["ouvert"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_absent_Apogee_only_warns_and_the_gate_opens()
    {
        await StartAsync(openGate: false);
        Etab.Document["apogee"]!["url"] = "http://127.0.0.1:9/services/OpiMetier";
        await Etab.SaveAsync(Gateway);

        var report = (await PostAsync("connecteur/test"))!;

        Assert.Equal("Avertissement", OutcomeOf(report, "Apogée : contrat (WSDL)"));
        Assert.Equal("Avertissement", OutcomeOf(report, "Apogée : appel sans effet"));
        Assert.False(report["reussi"]!.GetValue<bool>());
        Assert.True(report["ouvert"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_history_keeps_each_test_with_its_date_and_its_user()
    {
        await StartAsync(openGate: false);
        var key = await Gateway.CreateKeyAsync("Mme Martin", Etab.Code);
        await Gateway.Http.PostJsonAsync(Etab.Path + "connecteur/test", "", key);
        await Api.SetClockAsync(GatewayInstance.Start.AddDays(1));
        await PostAsync("connecteur/test");

        var connecteur = (await GetAsync("connecteur"))!;
        var history = connecteur["historique"]!.AsArray();
        Assert.Equal(["tests", "Mme Martin"], history.Select(t => t!["par"]!.GetValue<string>()));
        Assert.StartsWith("2026-06-11", connecteur["dernierTest"]!["testeLe"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("2026-06-10", history[1]!["testeLe"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(AllSteps.Length, history[1]!["etapes"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_change_of_connection_voids_the_test_tries_again_at_once_and_coming_back_needs_a_new_one()
    {
        await StartAsync();
        Etab.Document["parcoursup"]!["motDePasse"] = "faux";
        await Etab.SaveAsync(Gateway);
        Assert.False((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
        var voided = await RetestedAsync(2);
        Assert.Equal("tests (après modification)", voided["dernierTest"]!["par"]!.GetValue<string>());
        Assert.False(voided["ouvert"]!.GetValue<bool>());

        // The dummy enrolment is refused, so that the test that follows cannot be what opens the gate.
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":50}""");
        Etab.Document["parcoursup"]!["motDePasse"] = "secret";
        await Etab.SaveAsync(Gateway);
        Assert.False((await RetestedAsync(3))["ouvert"]!.GetValue<bool>());
        await Etab.ClearFaultsAsync();
        await Etab.OpenGateAsync(Gateway);
        Assert.True((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Other_edits_do_not_close_the_gate()
    {
        await StartAsync();
        Etab.Document["libelle"] = "Autre nom";
        Etab.Document["parcoursup"]!["pauseMillisecondes"] = 7;
        Etab.Document["formations"]!.AsArray().RemoveAt(0);
        Etab.Document["apogee"]!["delaiSecondes"] = 3;
        await Etab.SaveAsync(Gateway);

        var connecteur = (await GetAsync("connecteur"))!;
        Assert.True(connecteur["ouvert"]!.GetValue<bool>());
        Assert.Single(connecteur["historique"]!.AsArray());
    }

    // Saving a change of connection tests again by itself.
    private Task<JsonNode> RetestedAsync(int tests) => Poll.UntilAsync(
        async () => (await GetAsync("connecteur"))!, c => c["historique"]!.AsArray().Count == tests);

    private static JsonArray Steps(JsonNode report) => report["etapes"]!.AsArray();

    private static IEnumerable<string> Names(JsonNode report) => Steps(report).Select(s => s!["nom"]!.GetValue<string>());

    private static string OutcomeOf(JsonNode report, string name) =>
        Steps(report).Single(s => s!["nom"]!.GetValue<string>() == name)!["resultat"]!.GetValue<string>();
}
