using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Fichiers;

/// <summary>What stands in the files of a lot (rule E4): cumulative, each wish in exactly one of the two, the state of now.</summary>
public abstract class LotTests(PostgresServer postgres, DatabaseEngine engine) : FichiersTest(postgres, engine)
{
    [Fact]
    public async Task A_first_lot_has_two_files_and_a_manifest_that_Apogee_s_job_accepts()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18, amenagement: 1), Voeu(18, Economie));

        Assert.Equal("Lot 1 publié (session 2026).", await GenerateAsync());

        Assert.Equal("17:L1DROI=F 18:L1DRO3=S 18:L1ECO=F", await UsualAsync(1));
        Assert.Equal("", await UnfavourableAsync(1));
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(ManifestOf(1)))!;
        Assert.Equal("univ-alpes", manifest["etablissement"]!.GetValue<string>());
        Assert.Null(manifest["lotPrecedent"]);
        Assert.Equal((3, 2), (manifest["fichiers"]![0]!["lignes"]!.GetValue<int>(), manifest["fichiers"]![0]!["opi"]!.GetValue<int>()));

        await ImportAsync(1);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DRO3=S L1ECO=F", await Etab.VoeuxAsync("18"));
        Assert.Equal(0, ApogeeCalls);
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task A_wish_that_turns_unfavourable_moves_to_the_other_file_and_back()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await GenerateAsync();

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        await GenerateAsync();
        Assert.Equal("18:L1DROI=F", await UsualAsync(2));
        Assert.Equal("17:L1DROI=D", await UnfavourableAsync(2));
        Assert.Equal(1, (await LotAsync(2))["lotPrecedent"]!.GetValue<int>());
        Assert.Equal(1, (await LotAsync(2))["nouvellesOpi"]!.GetValue<int>());
        await ImportAsync(2);
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));

        await PushAndRestAsync(Voeu(17, reponse: "07/06/2026 10:00"));
        await GenerateAsync();
        Assert.Equal("17:L1DROI=F 18:L1DROI=F", await UsualAsync(3));
        Assert.Equal("", await UnfavourableAsync(3));
        // The former sets are what they were.
        Assert.Equal("17:L1DROI=D", await UnfavourableAsync(2));
    }

    [Fact]
    public async Task What_an_earlier_lot_kept_and_nobody_can_read_any_more_is_left_out_told_and_made_anew()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await GenerateAsync();
        await Gateway.ExecuteAsync("UPDATE fichier_lot_opi SET contenu = '{' WHERE livraison = (SELECT id FROM livraison WHERE sujet = '2026/17')", new { });
        await PushAndRestAsync(Voeu(19));

        Assert.Equal("Lot 2 publié (session 2026).", await GenerateAsync());

        Assert.Equal("18:L1DROI=F 19:L1DROI=F", await UsualAsync(2));
        var told = Assert.Single(await ListAsync("livraisons?etat=AEnvoyer"));
        Assert.Contains("Absente du lot 2", told!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await GenerateAsync();
        Assert.Equal("17:L1DROI=F 18:L1DROI=F 19:L1DROI=F", await UsualAsync(3));
    }

    [Fact]
    public async Task A_failed_baccalaureat_moves_the_wish_the_day_after_the_publication()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        await SetClockAsync(8);
        await ResultAsync("REFUSE", "2026-07-07", 17);

        await GenerateAsync();

        var last = (await GetAsync("fichiers"))!["lots"]![0]!["lot"]!.GetValue<int>();
        Assert.Equal("17:L1DROI=D", await UnfavourableAsync(last));
        Assert.Equal("", await UsualAsync(last));
    }

    [Fact]
    public async Task A_VET_that_a_published_file_held_stays_as_D_when_the_mapping_changes()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();

        Etab.Formations[0]!["oui"]!["codEtp"] = "L1DRO9";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();
        await GenerateAsync();

        Assert.Equal("17:L1DRO9=F", await UsualAsync(2));
        Assert.Equal("17:L1DROI=D", await UnfavourableAsync(2));
    }

    [Fact]
    public async Task Who_withdraws_before_any_lot_stands_in_none()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));

        await GenerateAsync();

        Assert.Equal("18:L1DROI=F", await UsualAsync(1));
        Assert.Equal("", await UnfavourableAsync(1));
    }

    [Fact]
    public async Task Without_a_change_there_is_no_new_lot_and_it_says_so()
    {
        await StartAsync();
        Assert.Equal("Aucune OPI à transmettre : aucun lot.", await GenerateAsync());
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();

        Assert.Equal("Rien n'a changé depuis le lot 1 : aucun nouveau lot.", await GenerateAsync());
        await PushAndRestAsync(Voeu(17));
        Assert.Equal("Rien n'a changé depuis le lot 1 : aucun nouveau lot.", await GenerateAsync());
        Assert.Single((await GetAsync("fichiers"))!["lots"]!.AsArray());
    }

    [Fact]
    public async Task OPI_of_other_clients_stand_in_the_same_files()
    {
        await StartAsync();
        await PushAsync(Voeu(17));
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + Voeux(("M1DROI", "F"), ("M1ECO", "D"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E18", nom: "SANS")), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        await GenerateAsync();

        Assert.Equal("17:L1DROI=F E17:M1DROI=F E18:=", await UsualAsync(1));
        Assert.Equal("E17:M1ECO=D", await UnfavourableAsync(1));

        // Another client may leave a wish out (rule B3).
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + Voeux(("M1DROI", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        await GenerateAsync();
        Assert.Equal("", await UnfavourableAsync(2));
        await ImportAsync(2);
        Assert.Equal("M1DROI=F", await Etab.VoeuxAsync("E17"));
    }

    [Fact]
    public async Task A_closed_gate_holds_what_is_new_from_Parcoursup_and_nothing_else()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        Etab.Document["parcoursup"]!["motDePasse"] = "faux";
        await Etab.SaveAsync(Gateway);
        await PushAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"), Voeu(18));
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + Voeux(("M1DROI", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        Assert.Equal(2, await OpiAsync("enAttenteConnecteur"));

        Assert.Equal("Lot 2 publié (session 2026). 2 OPI de Parcoursup attendent un test réussi du connecteur.", await GenerateAsync());

        Assert.Equal("17:L1DROI=F E17:M1DROI=F", await UsualAsync(2));
        Assert.Equal("", await UnfavourableAsync(2));

        Etab.Document["parcoursup"]!["motDePasse"] = "secret";
        await Etab.SaveAsync(Gateway);
        await Poll.UntilAsync(async () => (await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
        await GenerateAsync();
        Assert.Equal("18:L1DROI=F E17:M1DROI=F", await UsualAsync(3));
        Assert.Equal("17:L1DROI=D", await UnfavourableAsync(3));
    }

    [Fact]
    public async Task Another_layout_makes_another_lot()
    {
        Fichiers["disposition"] = new JsonObject
        {
            ["separateur"] = "|", ["encodage"] = "UTF-8", ["finDeLigne"] = "LF", ["guillemets"] = "Toujours",
            ["colonnes"] = new JsonArray(
                new JsonObject { ["entete"] = "OPI", ["source"] = "individu.codOpiIntEpo" },
                new JsonObject { ["entete"] = "NE_LE", ["source"] = "individu.donneesNaissance.dateNaiIndOpi", ["format"] = "dd/MM/yyyy" },
                new JsonObject { ["entete"] = "VET", ["source"] = "voeu.codEtp" },
                new JsonObject { ["entete"] = "ORIGINE", ["valeur"] = "PSUP" }),
        };
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        Assert.Equal("\"OPI\"|\"NE_LE\"|\"VET\"|\"ORIGINE\"\n\"17\"|\"18/02/2008\"|\"L1DROI\"|\"PSUP\"\n", await File.ReadAllTextAsync(Path.Combine(Folder, "opi_univ-alpes_2026_000001.csv")));

        Fichiers["disposition"] = new JsonObject { ["encodage"] = "UTF-8" };
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();
        Assert.Equal("Lot 2 publié (session 2026).", await GenerateAsync());
        await ImportAsync(2);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task What_was_delivered_by_SOAP_stands_in_the_first_lot_after_the_change()
    {
        Etab.Document["opi"]!["voie"] = "Soap";
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(HttpMethod.Post, "fichiers")).Status);

        Etab.Document["opi"]!["voie"] = "Fichiers";
        await Etab.SaveAsync(Gateway);
        await PushAndRestAsync(Voeu(18));
        await GenerateAsync();
        Assert.Equal("17:L1DROI=F 18:L1DROI=F", await UsualAsync(1));

        // And back: what nobody confirmed leaves by SOAP.
        Etab.Document["opi"]!["voie"] = "Soap";
        await Etab.SaveAsync(Gateway);
        await Poll.UntilAsync(async () => await Etab.VoeuxAsync("18") == "L1DROI=F");
    }

    [Fact]
    public async Task What_was_changed_to_write_a_line_stands_in_the_exchange_with_the_line_itself()
    {
        await StartAsync();
        var adresse = "<adresseFixe><lib1>Łódź 1</lib1></adresseFixe>";
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + adresse + Voeux(("M1DROI", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        await GenerateAsync();

        var delivery = Assert.Single(await ListAsync("livraisons?etat=AttenteConfirmation"))!;
        var exchange = Assert.Single(await ListAsync($"livraisons/{delivery["id"]}/echanges"))!;
        Assert.Equal("EnFichier", exchange["issue"]!.GetValue<string>());
        Assert.Equal("Lódz 1", Assert.Single(exchange["modifications"]!.AsArray())!["apres"]!.GetValue<string>());
        Assert.StartsWith("E17;;MARTIN;;LEA;", (await GetAsync($"echanges/{exchange["id"]}"))!["requete"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_wishes_fill_several_pages_and_all_come_through()
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(1000, 250).Select(code => Voeu(code))]);

        await GenerateAsync();

        await ImportAsync(1);
        Assert.Equal(250, (await Etab.ApogeeStateAsync())["totaux"]!["opi"]!.GetValue<int>());
        Assert.Equal(250, (await GetAsync("fichiers"))!["generations"]![0]!["opi"]!.GetValue<int>());
    }
}

public sealed class LotTestsOnSqlite(PostgresServer postgres) : LotTests(postgres, DatabaseEngine.Sqlite);

public sealed class LotTestsOnPostgres(PostgresServer postgres) : LotTests(postgres, DatabaseEngine.Postgres);
