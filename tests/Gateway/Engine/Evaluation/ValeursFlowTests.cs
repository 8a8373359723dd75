using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>Doubtful values of persons (rules K1 to K3), from Parcoursup's push to Apogée, and what is told of them.</summary>
public abstract class ValeursFlowTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_control_character_is_cleaned_and_the_neighbours_leave()
    {
        await StartAsync();
        var synthese = await PushAndRestAsync(With(Voeu(17), ("mail", "zoe\u0002@exemple.fr"), ("adresse1", "3 rue Haute\u000bbât. B"), ("adresse2", "\u0001")), Voeu(18));

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
        var opi = await OpiAsync("17");
        Assert.Equal("zoe@exemple.fr", Individu(opi, "donneesPersonnelles", "adrMailOpi"));
        Assert.Equal("3 RUE HAUTE BAT. B", opi["blocs"]!["adresseFixe"]!["lib1"]!.GetValue<string>());
        Assert.Equal(1, synthese["avertissements"]!.GetValue<int>());
        Assert.Equal("adresse1 adresse2 mail", await WarnedAsync(17));
    }

    [Fact]
    public async Task Every_value_leaves_right_or_is_told_and_the_warning_goes_with_its_cause()
    {
        await StartAsync();
        var wish = With(Voeu(17), ("nom", "LefÃ¨vre"), ("prenom", "ZoÃ©"), ("ine", "000000017AA\u200B"), ("mail", "pas d'adresse"), ("telmobile", "+33 (0)6 12 34 56 78"),
            ("telfixe", "474123456"), ("codePostal", "F-73000"), ("departementNaissance", "75"), ("dateNaissance", "2005-06-01T00:00:00+02:00"),
            ("adresse1", "Résidence universitaire Les Jardins de la Faculté, bâtiment C, appartement 124"));
        await PushAndRestAsync(wish);

        var opi = await OpiAsync("17");
        Assert.Equal(("LEFEVRE", "ZOE", "01062005", "000000017AA"), (Text(opi, "nom"), Text(opi, "prenom"), Text(opi, "dateNaissance"), Text(opi, "ine")));
        Assert.Equal("0612345678", Individu(opi, "donneesPersonnelles", "numTelPorOpi"));
        Assert.Equal("073", Individu(opi, "donneesNaissance", "codDepPayNai"));
        Assert.Null(opi["blocs"]!["individu"]!["donneesPersonnelles"]!["adrMailOpi"]);
        var adresse = opi["blocs"]!["adresseFixe"]!;
        Assert.Equal(("RESIDENCE UNIVERSITAIRE LES", "JARDINS DE LA FACULTE, BATIMENT", "C, APPARTEMENT 124", "73000", "0474123456"),
            (Text(adresse, "lib1"), Text(adresse, "lib2"), Text(adresse, "lib3"), Text(adresse, "codBdi"), Text(adresse, "numTel")));
        Assert.Equal("departementNaissance ine mail nom prenom telFixe", await WarnedAsync(17));
        Assert.Contains(Assert.Single(await ListAsync("avertissements"))!["avertissements"]!.AsArray(),
            a => Text(a!, "message")!.Contains("« LefÃ¨vre »", StringComparison.Ordinal));

        var synthese = await PushAndRestAsync(Voeu(17, reponse: "06/06/2026 10:00"));
        Assert.Equal(0, synthese["avertissements"]!.GetValue<int>());
        Assert.Empty(await ListAsync("avertissements"));
    }

    [Fact]
    public async Task An_unreadable_birth_date_is_a_hold_that_shows_it()
    {
        await StartAsync();
        await PushAndRestAsync(With(Voeu(17), ("dateNaissance", "30/02/2005")));

        var held = Assert.Single(await ListAsync("reserves"))!["reserves"]![0]!;
        Assert.Equal("candidat.dateNaissance", Text(held, "champ"));
        Assert.Contains("« 30/02/2005 »", Text(held, "message"), StringComparison.Ordinal);
        Assert.Contains("28/02/2008", Text(held, "message"), StringComparison.Ordinal);
    }

    /// <summary>Rule K2.</summary>
    [Fact]
    public async Task One_INE_of_two_people_holds_both_until_it_is_mended()
    {
        await StartAsync();
        await PushAndRestAsync(Emma(17, "712701000AB"));
        var synthese = await PushAndRestAsync(Nicolas(18, "712701000AB"), Voeu(19));

        Assert.Equal(2, synthese["reserves"]!.GetValue<int>());
        Assert.Equal("", await Etab.VoeuxAsync("18"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("19"));
        foreach (var held in await ListAsync("reserves"))
        {
            var message = Text(held!["reserves"]![0]!, "message");
            Assert.Contains("dossier 17 (Emma Barbier, naissance le 01/02/2008)", message, StringComparison.Ordinal);
            Assert.Contains("dossier 18 (Nicolas Barbier, naissance le 01/02/2006)", message, StringComparison.Ordinal);
        }

        Assert.Equal("BARBIER EMMA", await NamedAsync("17"));
        synthese = await PushAndRestAsync(Nicolas(18, "712701999AB", "06/06/2026 10:00"));

        Assert.Equal(0, synthese["reserves"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
        Assert.Equal(("BARBIER EMMA", "BARBIER NICOLAS"), (await NamedAsync("17"), await NamedAsync("18")));
    }

    /// <summary>Rule K2: what is withdrawn offers nothing to anybody, and is not held.</summary>
    [Fact]
    public async Task A_withdrawal_leaves_without_the_INE_that_is_two_peoples()
    {
        await StartAsync();
        await PushAndRestAsync(Emma(17, "712701000AB"));
        await PushAndRestAsync(Nicolas(18, "712701000AB"));

        await PushAndRestAsync(Emma(17, "712701000AB", "06/06/2026 10:00", situation: 3));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Two_dossiers_of_one_person_are_not_held()
    {
        await StartAsync();
        var synthese = await PushAndRestAsync(Emma(17, "712701000AB"), With(Emma(18, "712701000AB"), ("dateNaissance", "10/02/2008")));
        Assert.Equal(0, synthese["reserves"]!.GetValue<int>());
    }

    /// <summary>Rules A3, A5: Parcoursup's candidate and another client's OPI, without INE and spelt otherwise.</summary>
    [Fact]
    public async Task A_person_without_INE_is_recognised_without_accents_and_particles()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync();
        await PushAndRestAsync(With(Voeu(17), ("ine", null), ("nom", "de Béranger"), ("prenom", "Léa"), ("dateNaissance", "28/02/2008")));
        (await Gateway.Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E42", nom: "BÉRANGER")), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();

        Assert.Equal("DoublonPossible", Text(Assert.Single(await ListAsync("taches"))!, "type"));
    }

    /// <summary>Rule K2, where the other one came from another OPI client.</summary>
    [Fact]
    public async Task An_INE_that_another_clients_OPI_has_for_somebody_else_is_not_sent()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var individu = OpiMessages.Individu("E42").Replace("<etatCivil>", "<etatCivil><codNneIndOpi>000000017AA</codNneIndOpi>", StringComparison.Ordinal);
        (await Gateway.Http.PostOpiAsync(OpiMessages.Envelope(individu), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();

        var task = Assert.Single(await ListAsync("taches"))!;
        Assert.Contains("LEA DURAND, naissance le 28/02/2008", Text(task, "message"), StringComparison.Ordinal);
        Assert.Contains("Zoé LefèvreR, naissance le 18/02/2008", Text(task, "message"), StringComparison.Ordinal);
        Assert.Null((await OpiAsync("E42"))["ine"]);
        Assert.Equal("DURAND LEA", await NamedAsync("E42"));
        Assert.Equal("LEFEVRER ZOE", await NamedAsync("17"));
    }

    private static JsonObject Emma(int code, string ine, string reponse = "05/06/2026 10:00", int situation = 1) => With(Voeu(code, situation: situation, reponse: reponse),
        ("nom", "Barbier"), ("prenom", "Emma"), ("dateNaissance", "01/02/2008"), ("ine", ine));

    private static JsonObject Nicolas(int code, string ine, string reponse = "05/06/2026 10:00") => With(Voeu(code, reponse: reponse),
        ("nom", "Barbier"), ("prenom", "Nicolas"), ("dateNaissance", "01/02/2006"), ("ine", ine));

    private static JsonObject With(JsonObject voeu, params (string Champ, string? Valeur)[] champs)
    {
        foreach (var (champ, valeur) in champs) voeu[champ] = valeur;
        return voeu;
    }

    private async Task<string> WarnedAsync(int code) => string.Join(' ', (await GetAsync($"candidats/2026/{code}/explication"))!["avertissements"]!.AsArray()
        .Select(a => Text(a!, "champ")).Distinct().Order(StringComparer.Ordinal));

    private async Task<string> NamedAsync(string codOpi)
    {
        var opi = await OpiAsync(codOpi);
        return $"{Text(opi, "nom")} {Text(opi, "prenom")}";
    }

    private async Task<JsonNode> OpiAsync(string codOpi) =>
        Assert.Single((await Etab.ApogeeStateAsync())["opi"]!.AsArray(), o => o!["codOpiIntEpo"]!.GetValue<string>() == codOpi)!;

    private static string? Individu(JsonNode opi, string part, string name) => (string?)opi["blocs"]!["individu"]![part]![name];

    private static string? Text(JsonNode node, string name) => (string?)node[name];
}

public sealed class ValeursFlowTestsOnSqlite(PostgresServer postgres) : ValeursFlowTests(postgres, DatabaseEngine.Sqlite);

public sealed class ValeursFlowTestsOnPostgres(PostgresServer postgres) : ValeursFlowTests(postgres, DatabaseEngine.Postgres);
