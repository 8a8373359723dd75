using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Api;

/// <summary>What a person who follows an établissement asks: whom, why, and what would a change do.</summary>
public abstract class SuiviEndpointTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_filter_or_a_value_that_nobody_knows_is_refused_instead_of_finding_nothing()
    {
        await StartAsync(openGate: false);
        await AssertRefusedAsync("livraisons?etat=Refuse", "etat", "RefusMetier");
        await AssertRefusedAsync("livraisons?statut=RefusMetier", "statut", "etat");
        await AssertRefusedAsync("gardes?etat=Ouverte", "etat", "EnAttente");
        await AssertRefusedAsync("gardes/1/voeux?format=xml", "format", "csv");
        await AssertRefusedAsync("candidats?annee=2026", "annee", "session, recherche, page");
        await AssertRefusedAsync("candidats?session=cette", "session", "nombre entier");
        await AssertRefusedAsync("synthese?depuis=hier", "depuis", "elle n'en a pas");
        var put = await Gateway.Http.SendAsync(HttpMethod.Put, Etab.Path + "formations?esai=true", Calls.Json("[]"), await Gateway.CreateKeyAsync("x", null));
        Assert.Equal(HttpStatusCode.BadRequest, put.Status);
        Assert.Equal("esai", put.Erreurs[0]!["champ"]!.GetValue<string>());

        Assert.Empty(await ListAsync("livraisons?etat=RefusMetier"));
        Assert.Empty(await ListAsync("candidats?session=2026&page=2"));
    }

    [Theory]
    [InlineData("lefevre", 17)]
    [InlineData("LEFÈVRE zo", 17)]
    [InlineData("zoé lefe", 17)]
    [InlineData("18", 18)]
    [InlineData("0123456789A", 17)]
    [InlineData("0123456789a", 17)]
    [InlineData("martin", 18)]
    public async Task A_candidate_is_found_by_what_a_person_has_of_him(string text, int found)
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17, "Lefèvre", "Zoé", "0123456789A"), Voeu(18, "Martin", "Léo", "9876543210B"));

        var row = Assert.Single(await ListAsync("candidats?recherche=" + Uri.EscapeDataString(text)))!;

        Assert.Equal(found, row["codeCandidat"]!.GetValue<int>());
        Assert.Equal(found == 17 ? "Lefèvre" : "Martin", row["nom"]!.GetValue<string>());
        Assert.Equal(row.ToJsonString(), Assert.Single(await ListAsync("candidats?session=2026&recherche=" + row["codOpiIntEpo"]))!.ToJsonString());
        Assert.Empty(await ListAsync("candidats?session=2025&recherche=" + Uri.EscapeDataString(text)));
        Assert.Empty(await ListAsync("candidats?recherche=personne"));
    }

    [Fact]
    public async Task Holds_deliveries_and_tasks_carry_names_and_the_explanation_tells_the_open_tasks()
    {
        await StartAsync();
        Etab.Formations.Clear();
        await Etab.SaveAsync(Gateway);
        await PushAndRestAsync(Voeu(17, "Lefèvre", "Zoé", "0123456789A"));
        var hold = Assert.Single(await ListAsync("reserves"))!;
        Assert.Equal("Lefèvre Zoé", $"{hold["nom"]} {hold["prenom"]}");

        await Gateway.QueryAsync<long>("INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES (@Code, 'Essai', '2026/17/8842', 'À voir.', '2026-06-10 09:00:00+00:00') RETURNING id", new { Etab.Code });
        var task = Assert.Single(await ListAsync("taches"), t => t!["type"]!.GetValue<string>() == "Essai")!;
        Assert.Equal("Lefèvre Zoé", $"{task["nom"]} {task["prenom"]}");
        Assert.Equal("À voir.", (await GetAsync("candidats/2026/17/explication"))!["taches"]!.AsArray().Single(t => t!["type"]!.GetValue<string>() == "Essai")!["message"]!.GetValue<string>());
        Etab.Document["formations"] = TestDocument.Etablissement(Etab.Code, Etab.Uai, Etab.Parcoursup.UrlApiRest, Etab.Apogee.UrlOpiMetier)["formations"]!.DeepClone();
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();
        Assert.All(await ListAsync("livraisons"), l => Assert.Equal("Lefèvre", l!["nom"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_change_of_the_mapping_tells_its_impact_beforehand_and_afterwards()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync([.. Enumerable.Range(17, 3).Select(code => Voeu(code, "Nom" + code, "Prénom", null))]);
        var before = (await GetAsync("formations"))!.ToJsonString();

        var trial = await Api.PutAsync(Etab.Path + "formations?essai=true", new JsonArray());

        Assert.Equal("3 vœux passent en réserve (ils étaient en favorable (F)).", trial!["impact"]!["phrases"]![0]!.GetValue<string>());
        Assert.Equal(3, trial["impact"]!["voeux"]!.GetValue<int>());
        Assert.Contains(trial["differences"]!.AsArray(), d => d!["champ"]!.GetValue<string>().StartsWith("etablissements[univ-alpes].formations", StringComparison.Ordinal));
        Assert.Equal(before, (await GetAsync("formations"))!.ToJsonString());
        Assert.Equal(0, (await AtRestAsync())["reserves"]!.GetValue<int>());

        var saved = await Api.PutAsync(Etab.Path + "formations", new JsonArray());
        Assert.Equal(trial["impact"]!.ToJsonString(), saved!["impact"]!.ToJsonString());
        Assert.Equal(3, (await AtRestAsync())["reserves"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_change_of_the_calendar_tells_which_wishes_it_turns()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17, "Lefèvre", "Zoé", null), Voeu(18, "Martin", "Léo", null));
        await SetClockAsync(7);
        await ResultAsync("REFUSE", "2026-07-07", 17);
        var calendar = Etab.Campagne.DeepClone();
        Assert.Equal(0, (await Api.PutAsync("/api/campagnes/2026?essai=true", calendar))!["impact"]!["voeux"]!.GetValue<int>());

        // Of a failure that is known the day after the publication is the first unfavourable one (rule C1).
        calendar["publicationResultatsBac"] = "2026-07-06";
        var trial = await Api.PutAsync("/api/campagnes/2026?essai=true", calendar.DeepClone());
        Assert.Equal(["1 vœu passe en défavorable (D) (il était en favorable (F))."], Sentences(trial));
        Assert.Equal("F", await DecisionAsync(17));

        var saved = await Api.PutAsync("/api/campagnes/2026", calendar);
        Assert.Equal(trial!["impact"]!.ToJsonString(), saved!["impact"]!.ToJsonString());
        await AtRestAsync();
        Assert.Equal(("D", "F"), (await DecisionAsync(17), await DecisionAsync(18)));
    }

    [Fact]
    public async Task A_change_of_a_rule_tells_which_wishes_it_turns()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(TestDocument.Voeu(17), TestDocument.Voeu(18, amenagement: 1), TestDocument.Voeu(19, situation: 2));
        var rules = Etab.Document["regles"]!;
        rules["situationDeuxAcceptee"] = false;
        rules["amenagements"]!.AsObject().Remove("1");

        var trial = await Api.PutAsync(Etab.Path + "?essai=true", Etab.Document.DeepClone());
        Assert.Equal(
            ["1 vœu passe en réserve (il était en « oui si » (S)).", "1 vœu passe sans décision (il était en favorable (F))."], Sentences(trial).Order(StringComparer.Ordinal));
        Assert.Equal("S", await DecisionAsync(18));

        var saved = await Api.PutAsync(Etab.Path.TrimEnd('/'), Etab.Document.DeepClone());
        Assert.Equal(trial!["impact"]!.ToJsonString(), saved!["impact"]!.ToJsonString());
        Assert.Equal(1, (await AtRestAsync())["decisions"]!["retenues"]!.GetValue<int>());
        Assert.Equal("F", await DecisionAsync(17));
    }

    [Fact]
    public async Task A_guard_lists_whom_it_holds_for_people_and_for_spreadsheets()
    {
        await StartAsync(openGate: false);
        var voeux = Enumerable.Range(100, 30).Select(code => Voeu(code, code == 100 ? "=Lefèvre" : "Nom" + code, "Zoé", null)).ToArray();
        await PushAndRestAsync(voeux);
        await SetClockAsync(8);
        await ResultAsync("REFUSE", "2026-07-07", [.. Enumerable.Range(100, 30)]);
        var id = Assert.Single(await ListAsync("gardes?etat=EnAttente"))!["id"]!.GetValue<long>();
        // A wish that a guard holds back has a decision, the former one: it is no wish in reserve.
        var counts = (await GetAsync("synthese"))!;
        Assert.Equal((1, 30, 0), (counts["gardes"]!.GetValue<int>(), counts["voeuxRetenus"]!.GetValue<int>(), counts["decisions"]!["retenues"]!.GetValue<int>()));

        var held = await ListAsync($"gardes/{id}/voeux");
        Assert.Equal(30, held.Count);
        Assert.All(held, h => Assert.Equal("Zoé", h!["prenom"]!.GetValue<string>()));
        using var csv = await Api.Http.GetAsync($"{Etab.Path}gardes/{id}/voeux?format=csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var lines = Encoding.Latin1.GetString(await csv.Content.ReadAsByteArrayAsync()).TrimEnd().Split("\r\n");
        Assert.Equal(31, lines.Length);
        Assert.Equal("garde;etatGarde;session;codeCandidat;nom;prenom;codeFormation;internat;decision;motif;avertissement", lines[0]);
        Assert.StartsWith($"{id};EnAttente;2026;100;'=Lefèvre;Zoé;", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(";valeur précédée d'une apostrophe : elle commence comme une formule", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(";", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"{id};EnAttente;2026;101;Nom101;Zoé;8842;non;F;", lines[2], StringComparison.Ordinal);

        // What a person has rejected stays favourable and waits for nobody.
        await PostAsync($"gardes/{id}/rejeter");
        Assert.Equal(0, (await AtRestAsync())["voeuxRetenus"]!.GetValue<int>());
    }

    [Fact]
    public async Task Results_about_nobody_known_name_their_line()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17, "Lefèvre", "Zoé", null));

        var report = await PostAsync("resultats-bac?essai=true", new JsonArray(Result(17), Result(99)));

        var unknown = Assert.Single(report!["inconnus"]!.AsArray())!;
        Assert.Equal((2, 99), (unknown["ligne"]!.GetValue<int>(), unknown["codeCandidat"]!.GetValue<int>()));
        Assert.Contains("n'a ce numéro de dossier", unknown["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, report["bilan"]!["inconnus"]!.GetValue<int>());
    }

    private static IEnumerable<string> Sentences(JsonNode? answer) => answer!["impact"]!["phrases"]!.AsArray().Select(p => p!.GetValue<string>());

    private async Task<string?> DecisionAsync(int code) =>
        (await GetAsync($"candidats/2026/{code}"))!["voeux"]![0]!["codeDecision"]?.GetValue<string>();

    private static JsonObject Result(int code) => new() { ["session"] = 2026, ["codeCandidat"] = code, ["resultat"] = "ADMIS", ["date"] = "2026-07-07" };

    private static JsonObject Voeu(int code, string nom, string prenom, string? ine)
    {
        var voeu = TestDocument.Voeu(code);
        (voeu["nom"], voeu["prenom"]) = (nom, prenom);
        if (ine is not null) voeu["ine"] = ine;
        return voeu;
    }

    private async Task AssertRefusedAsync(string path, string field, string words)
    {
        var answer = await Gateway.Http.SendAsync(HttpMethod.Get, Etab.Path + path, key: await Gateway.CreateKeyAsync("x", null));
        Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{path} answered {answer.Status}: {answer.Text}");
        Assert.Equal(field, answer.Erreurs[0]!["champ"]!.GetValue<string>());
        Assert.Contains(words, answer.Erreurs[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}

public sealed class SuiviEndpointOnSqliteTests(PostgresServer postgres) : SuiviEndpointTests(postgres, DatabaseEngine.Sqlite);

public sealed class SuiviEndpointOnPostgresTests(PostgresServer postgres) : SuiviEndpointTests(postgres, DatabaseEngine.Postgres);
