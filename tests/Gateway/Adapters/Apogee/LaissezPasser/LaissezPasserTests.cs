using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.LaissezPasser;

/// <summary>A laissez-passer for a candidate whose wish is D (seed 001 §I.A, §I.C).</summary>
public abstract class LaissezPasserTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private readonly HashSet<string> _categories = [];

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync(apogee: options => options with { CategoriesOuiSi = _categories });
        etab.Document["apogee"]!["laissezPasser"] = new JsonObject { ["codRgi"] = "1", ["codStu"] = "01" };
        return etab;
    }

    [Fact]
    public async Task It_is_held_by_Apogee_with_the_codes_of_the_mapping_and_told_as_such()
    {
        (Etab.Formations[0]!["oui"]!["codDip"], Etab.Formations[0]!["oui"]!["codVrsVdi"]) = ("LDROIT", 102);
        await StartAsync();
        await ResignAsync(17);

        var given = await GiveAsync(Demande(commentaire: "Accord du président"), HttpStatusCode.Created);
        // It may be on its way, or there, before the answer is written.
        Assert.Contains(given["etat"]!.ToString(), new[] { "AEnvoyer", "EnCours", "AJour" });
        var synthese = await AtRestAsync();

        var held = await HeldAsync();
        Assert.Equal(
            ("IAPRIMO", "2026", "17", "L1DROI", "101", "LDROIT", "102", "1", "01", "Accord du président", null),
            (Text("typLpa"), Text("codAnu"), Text("numOPI"), Text("codEtp"), Text("codVrsVet"), Text("codDip"), Text("codVrsVdi"), Text("codRgi"), Text("codStu"), Text("libCmtLpa"), Text("codCatOuiSi")));
        Assert.Equal((1, 0, 0), (Count("laissezPasser", "acquittes"), Count("inscriptions", "acquittees"), Count("inscriptions", "enAttente")));
        var listed = Assert.Single(await ListAsync("laissez-passer?session=2026"))!;
        Assert.Equal(("AJour", "tests"), (listed["etat"]!.ToString(), listed["donnePar"]!.ToString()));
        Assert.Single(await ListAsync($"livraisons/{listed["livraison"]}/echanges"));
        Assert.Empty(await ListAsync("laissez-passer?session=2025"));
        Assert.Equal(["LaissezPasser", "Envoi"], (await ListAsync("candidats/2026/17/chronologie")).TakeLast(2).Select(l => l!["nature"]!.ToString()));

        string? Text(string name) => held[name]?.ToString();
        int Count(string group, string name) => synthese[group]![name]!.GetValue<int>();
    }

    [Fact]
    public async Task The_same_one_twice_changes_nothing_and_another_comment_is_an_update()
    {
        await StartAsync();
        await ResignAsync(17);
        await GiveAsync(Demande(), HttpStatusCode.Created);
        await AtRestAsync();

        await GiveAsync(Demande(), HttpStatusCode.OK);
        await GiveAsync(Demande(vet: new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 }), HttpStatusCode.OK);
        await AtRestAsync();
        Assert.Equal(1, (await HeldAsync())["appels"]!.GetValue<int>());

        await GiveAsync(Demande(commentaire: "bis"), HttpStatusCode.Created);
        await AtRestAsync();
        var held = await HeldAsync();
        Assert.Equal((2, "bis"), (held["appels"]!.GetValue<int>(), held["libCmtLpa"]!.ToString()));
        Assert.Single(await ListAsync("laissez-passer"));
        Assert.Equal(
            ["2026/17 fait", "2026/17 déjà donné", "2026/17 déjà donné", "2026/17 fait"],
            await Gateway.QueryAsync<string>("SELECT sujet || ' ' || issue FROM audit WHERE acte = 'LaissezPasserDonne' ORDER BY numero"));
    }

    [Fact]
    public async Task The_adapted_curriculum_of_an_Oui_Si_goes_with_it()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, amenagement: 1));
        await ResultAsync("REFUSE", "2026-07-07", 17);
        await SetClockAsync(8);
        await AtRestAsync();
        Assert.Equal("L1DRO3=D", await Etab.VoeuxAsync("17"));

        await GiveAsync(Demande(), HttpStatusCode.Created);
        await AtRestAsync();

        var held = await HeldAsync();
        Assert.Equal(("L1DRO3", "OS3", "REM"), (held["codEtp"]!.ToString(), held["codCatOuiSi"]!.ToString(), held["mtfCat"]!.ToString()));
    }

    [Fact]
    public async Task Version_1_says_what_it_could_not_carry()
    {
        Etab.Document["apogee"]!["laissezPasser"]!["version"] = 1;
        await StartAsync();
        await ResignAsync(17, amenagement: 1);
        var given = await GiveAsync(Demande(), HttpStatusCode.Created);
        await AtRestAsync();

        Assert.Equal("mettreAJourLaissezPasserWS", (await HeldAsync())["operation"]!.ToString());
        var exchange = Assert.Single(await ListAsync($"livraisons/{given["livraison"]}/echanges"))!;
        Assert.Equal(["codCatOuiSi", "mtfCat"], exchange["modifications"]!.AsArray().Select(m => m!["champ"]!.ToString()));
    }

    [Fact]
    public async Task Who_does_not_need_one_or_cannot_have_one_is_told_why_in_French()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18, situation: 3));
        await ResignAsync(19);

        await RefusedAsync(Demande(), HttpStatusCode.Conflict, "codeFormation", "aucun laissez-passer n'est nécessaire");
        await RefusedAsync(Demande(vet: new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 }), HttpStatusCode.Conflict, "vet", "favorable (F)");
        await RefusedAsync(Demande(18), HttpStatusCode.Conflict, "codeCandidat", "aucune OPI");
        await RefusedAsync(Demande(99), HttpStatusCode.NotFound, "codeCandidat", "n'est pas connu");
        await RefusedAsync(Demande(19, Economie), HttpStatusCode.Conflict, "codeFormation", "Aucun vœu");
        await RefusedAsync(Demande(19, vet: new JsonObject { ["codEtp"] = "", ["codVrsVet"] = 101 }), HttpStatusCode.BadRequest, "vet", "codEtp");
        await RefusedAsync(Demande(19, commentaire: "a\u0001"), HttpStatusCode.BadRequest, "commentaire", "caractère de contrôle");
        await RefusedAsync(Demande(19, commentaire: new string('a', 201)), HttpStatusCode.BadRequest, "commentaire", "200 caractères");
        await RefusedAsync(With(Demande(19), "type", "AUTRE"), HttpStatusCode.BadRequest, "type", "orthographe");
        await RefusedAsync(With(Demande(19), "vet", new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 }), HttpStatusCode.BadRequest, "codeFormation", "soit");
        Assert.Empty(await ListAsync("laissez-passer"));

        Etab.Document["apogee"]!.AsObject().Remove("laissezPasser");
        await Etab.SaveAsync(Gateway);
        await RefusedAsync(Demande(19), HttpStatusCode.Conflict, "apogee.laissezPasser", "n'est pas renseigné");
        Etab.Document["sis"] = "Scolarix";
        await Etab.SaveAsync(Gateway);
        await RefusedAsync(Demande(19), HttpStatusCode.Conflict, "apogee", "n'a pas Apogée");
    }

    [Fact]
    public async Task A_refusal_of_Apogee_waits_for_a_person()
    {
        await StartAsync();
        await ResignAsync(17, amenagement: 1);
        _categories.Add("OS9");
        var given = await GiveAsync(Demande(), HttpStatusCode.Created);
        var synthese = await AtRestAsync();

        Assert.Equal(1, synthese["laissezPasser"]!["refuses"]!.GetValue<int>());
        Assert.Equal(0, synthese["inscriptions"]!["refusees"]!.GetValue<int>());
        var refused = Assert.Single(await ListAsync("laissez-passer"))!;
        Assert.Equal("RefusMetier", refused["etat"]!.ToString());
        Assert.Contains("catégorie Oui si", refused["explication"]!.ToString(), StringComparison.Ordinal);

        _categories.Add("OS3");
        await PostAsync($"livraisons/{given["livraison"]}/relancer");
        await AtRestAsync();
        Assert.Equal("OS3", (await HeldAsync())["codCatOuiSi"]!.ToString());
    }

    [Theory]
    [InlineData("coupure", 2)]
    [InlineData("tardif", 2)]
    [InlineData("503", 1)]
    public async Task An_outage_or_an_unknown_outcome_is_tried_again(string fault, int calls)
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 1;
        await StartAsync();
        await ResignAsync(17);
        await Etab.FaultAtApogeeAsync($$"""{"type":"{{fault}}","nombre":1,"methode":"LaissezPasserMetier"}""");
        await GiveAsync(Demande(), HttpStatusCode.Created);
        await AtRestAsync();

        Assert.Equal("AJour", Assert.Single(await ListAsync("laissez-passer"))!["etat"]!.ToString());
        await Poll.UntilAsync(async () => (await HeldAsync())["appels"]!.GetValue<int>() == calls);
    }

    [Fact]
    public async Task It_survives_a_stop_of_the_gateway()
    {
        // A call that the stop cuts off is followed by a quiet time.
        Etab.Document["apogee"]!["delaiSecondes"] = 1;
        await StartAsync();
        await ResignAsync(17);
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":1000,"methode":"LaissezPasserMetier"}""");
        await GiveAsync(Demande(), HttpStatusCode.Created);
        await Poll.UntilAsync(async () => (await ListAsync("laissez-passer"))[0]!["tentatives"]!.GetValue<int>() > 0);

        await Gateway.StopAsync();
        await Etab.ClearFaultsAsync();
        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Equal("17", (await HeldAsync())["numOPI"]!.ToString());
    }

    [Fact]
    public async Task A_wish_that_becomes_favourable_before_it_left_withdraws_it_and_it_can_be_given_again()
    {
        await StartAsync();
        await ResignAsync(17);
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":100000,"methode":"LaissezPasserMetier"}""");
        await GiveAsync(Demande(), HttpStatusCode.Created);

        await PushAndRestAsync(Voeu(17, reponse: "08/06/2026 10:00"));
        await Etab.ClearFaultsAsync();
        var synthese = await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Empty((await Etab.ApogeeStateAsync())["laissezPasser"]!.AsArray());
        Assert.Equal((0, 0), (synthese["laissezPasser"]!["enAttente"]!.GetValue<int>(), synthese["laissezPasser"]!["refuses"]!.GetValue<int>()));
        var withdrawn = Assert.Single(await ListAsync("laissez-passer"))!;
        Assert.Equal("SansObjet", withdrawn["etat"]!.ToString());
        Assert.Contains("favorable (F)", withdrawn["motifRetrait"]!.ToString(), StringComparison.Ordinal);

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "09/06/2026 10:00"));
        Assert.Empty((await Etab.ApogeeStateAsync())["laissezPasser"]!.AsArray());
        var again = await GiveAsync(Demande(), HttpStatusCode.Created);
        Assert.Null(again["motifRetrait"]);
        await AtRestAsync();
        Assert.Equal("L1DROI", (await HeldAsync())["codEtp"]!.ToString());
    }

    [Fact]
    public async Task What_Apogee_has_stays_there_when_the_wish_becomes_favourable()
    {
        await StartAsync();
        await ResignAsync(17);
        await GiveAsync(Demande(), HttpStatusCode.Created);
        await AtRestAsync();

        await PushAndRestAsync(Voeu(17, reponse: "08/06/2026 10:00"));

        Assert.Equal("AJour", Assert.Single(await ListAsync("laissez-passer"))!["etat"]!.ToString());
        Assert.Equal(1, (await HeldAsync())["appels"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_changed_mapping_reaches_it()
    {
        await StartAsync();
        await ResignAsync(17);
        await GiveAsync(Demande(), HttpStatusCode.Created);
        await AtRestAsync();

        (Etab.Formations[0]!["oui"]!["codDip"], Etab.Formations[0]!["oui"]!["codVrsVdi"]) = ("LDROIT", 102);
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        var held = await HeldAsync();
        Assert.Equal(("LDROIT", 2), (held["codDip"]!.ToString(), held["appels"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_re_enrolment_names_the_student_whom_Apogee_has_told()
    {
        Etab.Document["apogee"]!["etudiant"] = new JsonObject();
        await StartAsync();
        await ResignAsync(17);
        var codEtu = await Etab.EnrolAtApogeeAsync("17");
        await GetAsync("candidats/2026/17/etudiant");

        await GiveAsync(With(Demande(), "type", "REINS"), HttpStatusCode.Created);
        await AtRestAsync();

        var held = await HeldAsync();
        Assert.Equal(("REINS", codEtu.ToString(System.Globalization.CultureInfo.InvariantCulture)), (held["typLpa"]!.ToString(), held["codEtu"]!.ToString()));
    }

    [Fact]
    public async Task The_connector_test_tries_the_neighbours_and_keeps_the_gate_open()
    {
        Etab.Document["apogee"]!["etudiant"] = new JsonObject();
        await StartAsync();
        var report = await PostAsync("connecteur/test");
        Assert.True(report!["ouvert"]!.GetValue<bool>());
        foreach (var name in new[] { "Apogée : laissez-passer (WSDL)", "Apogée : recherche d'étudiant" })
            Assert.Equal("Reussie", report["etapes"]!.AsArray().Single(e => e!["nom"]!.ToString() == name)!["resultat"]!.ToString());

        Etab.Document["apogee"]!["etudiant"]!["url"] = "http://127.0.0.1:9/services/EtudiantMetier";
        await Etab.SaveAsync(Gateway);
        report = await PostAsync("connecteur/test");
        Assert.True(report!["ouvert"]!.GetValue<bool>());
        Assert.Equal("Avertissement", report["etapes"]!.AsArray().Last()!["resultat"]!.ToString());
    }

    [Fact]
    public async Task A_password_of_its_own_is_kept_and_never_comes_out()
    {
        (Etab.Document["apogee"]!["laissezPasser"]!["login"], Etab.Document["apogee"]!["laissezPasser"]!["motDePasse"]) = ("opi", "mdp");
        await StartAsync();
        Assert.DoesNotContain("\"mdp\"", (await Api.GetAsync("/api/configuration"))!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"mdp\"", Assert.Single(await Gateway.QueryAsync<string>("SELECT document FROM etablissement")), StringComparison.Ordinal);

        Etab.Document["apogee"]!["laissezPasser"]!.AsObject().Remove("motDePasse");
        await Etab.SaveAsync(Gateway);
        await ResignAsync(17);
        await GiveAsync(Demande(), HttpStatusCode.Created);
        await AtRestAsync();
        Assert.Equal("17", (await HeldAsync())["numOPI"]!.ToString());
    }

    /// <summary>Accepts, is sent to Apogée, then resigns: the wish is D there.</summary>
    private async Task ResignAsync(int codeCandidat, int amenagement = 0)
    {
        await PushAndRestAsync(Voeu(codeCandidat, amenagement: amenagement));
        await PushAndRestAsync(Voeu(codeCandidat, situation: 3, amenagement: amenagement, reponse: "06/06/2026 10:00"));
    }

    private static JsonObject Demande(int codeCandidat = 17, int formation = Droit, JsonObject? vet = null, string? commentaire = null)
    {
        var demande = new JsonObject { ["session"] = 2026, ["codeCandidat"] = codeCandidat, ["type"] = "IAPRIMO" };
        if (vet is null) demande["codeFormation"] = formation;
        else demande["vet"] = vet;
        if (commentaire is not null) demande["commentaire"] = commentaire;
        return demande;
    }

    private static JsonObject With(JsonObject demande, string champ, JsonNode valeur)
    {
        demande[champ] = valeur;
        return demande;
    }

    private async Task<JsonNode> GiveAsync(JsonObject demande, HttpStatusCode expected)
    {
        using var response = await Api.RawAsync(HttpMethod.Post, Etab.Path + "laissez-passer", demande.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task RefusedAsync(JsonObject demande, HttpStatusCode status, string champ, string message)
    {
        var error = Assert.Single((await GiveAsync(demande, status))["erreurs"]!.AsArray())!;
        Assert.Equal(champ, error["champ"]!.ToString());
        Assert.Contains(message, error["message"]!.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonNode> HeldAsync() => Assert.Single((await Etab.ApogeeStateAsync())["laissezPasser"]!.AsArray())!;
}

public sealed class LaissezPasserTestsOnSqlite(PostgresServer postgres) : LaissezPasserTests(postgres, DatabaseEngine.Sqlite);

public sealed class LaissezPasserTestsOnPostgres(PostgresServer postgres) : LaissezPasserTests(postgres, DatabaseEngine.Postgres);
