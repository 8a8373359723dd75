using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;

/// <summary>Who stands in the file (rule G1, seed 003 §1 and §3).</summary>
public abstract class PopulationTests(PostgresServer postgres, DatabaseEngine engine) : ScolarixTest(postgres, engine)
{
    /// <summary>Seed 003 §1: the file is generated after the results of the baccalauréat.</summary>
    [Fact]
    public async Task Before_the_publication_there_is_no_file_and_the_answer_names_the_day()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        await SetClockAsync(6, 23, 59);

        var (status, text) = await AskAsync(HttpMethod.Post, "scolarix/instantanes");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("à partir du 07/07/2026", text, StringComparison.Ordinal);
        Assert.Empty(await ListAsync("scolarix/instantanes"));
        Assert.Empty(Directory.GetFiles(Folder));
        var explained = (await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!["aVerifier"]!.AsArray();
        Assert.Contains(explained, line => line!.GetValue<string>().Contains("à partir du 07/07/2026", StringComparison.Ordinal));

        await SetClockAsync(7, 0, 1);
        await TrustedPullAsync();
        await ResultAsync("ADMIS", "2026-07-07", 17);
        await SnapshotAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(HttpMethod.Post, "scolarix/instantanes?session=2027")).Status);
    }

    /// <summary>Seed 003 §1: those with the baccalauréat and an answer Oui or Oui si; not "Oui en attente", not the non-bacheliers.</summary>
    [Fact]
    public async Task The_file_holds_Oui_and_Oui_si_with_the_baccalaureat_and_nobody_else()
    {
        await StartPublishedAsync();
        var holder = Voeu(23);
        holder["anneeBac"] = 2025;
        var foreign = Voeu(24);
        foreign["serieBac"] = "0031";
        await PushAsync(
            Voeu(17), Voeu(18, amenagement: 1), Voeu(19, situation: 2), Voeu(20), Voeu(21), Voeu(22), holder, foreign, Voeu(25, situation: 3), Voeu(26, situation: 0));
        await ResultAsync("ADMIS", "2026-07-07", 17, 18, 19, 25, 26);
        await ResultAsync("REFUSE", "2026-07-07", 20);
        await ResultAsync("RATTRAPAGE", "2026-07-07", 21);

        var snapshot = await SnapshotAsync();

        Assert.Equal("17 18 23 24", await NumbersAsync(1));
        Assert.Equal("""{"BacObtenu":2,"DejaTitulaire":1,"DiplomeEquivalent":1}""", snapshot["comptes"]!["presents"]!.ToJsonString());
        var absents = snapshot["comptes"]!["absents"]!;
        Assert.Equal((1, 1, 1, 1), (absents["OuiEnAttente"]!.GetValue<int>(), absents["NonBachelier"]!.GetValue<int>(), absents["Rattrapage"]!.GetValue<int>(), absents["BacInconnu"]!.GetValue<int>()));
        Assert.Equal(4, (await AtRestAsync())["scolarix"]!["presents"]!.GetValue<int>());
        Assert.Equal(1, (await AtRestAsync())["scolarix"]!["aDecider"]!.GetValue<int>());
    }

    /// <summary>Seed 003: only administrative data go to Scolarix, the wishes are not imported.</summary>
    [Fact]
    public async Task The_file_has_administrative_data_and_no_wish()
    {
        await StartPublishedAsync();
        var voeu = Voeu(17, amenagement: 1);
        (voeu["libelleFormation"], voeu["nom"], voeu["ine"]) = ("Licence de Droit", "L'Hérault; \"dit\" Ôrme", "123456789ab");
        (voeu["serieBac"], voeu["mentionBac"], voeu["telmobile"], voeu["libelleCommune"]) = ("S", "TB", "0601020304", "Chambéry");
        await PushAndRestAsync(voeu);
        await ResultAsync("ADMIS", "2026-07-07", 17);
        await SnapshotAsync();

        var lines = (await File.ReadAllTextAsync(FileOf(1))).Split("\r\n");
        Assert.Equal(
            "NUMERO_PARCOURSUP;INE;CIVILITE;NOM;PRENOM;PRENOM2;PRENOM3;DATE_NAISSANCE;COMMUNE_NAISSANCE;DEPARTEMENT_NAISSANCE;PAYS_NAISSANCE;NATIONALITE;"
            + "ADRESSE1;ADRESSE2;ADRESSE3;CODE_POSTAL;COMMUNE;PAYS;TEL_FIXE;TEL_MOBILE;MAIL;BAC_ANNEE;BAC_SERIE;BAC_MENTION;UAI_ORIGINE", lines[0]);
        Assert.Equal(
            "17;123456789AB;MME;\"L'Hérault; \"\"dit\"\" Ôrme\";Zoé;;;18/02/2008;73065;73;FR;99100;1 rue de l'Église;;;73000;Chambéry;FR;;0601020304;candidat.17@example.org;;S;TB;", lines[1]);
        Assert.DoesNotContain("8842", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Droit", lines[1], StringComparison.Ordinal);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(ManifestOf(1)))!.AsObject();
        Assert.Equal(
            ["etablissement", "session", "instantane", "genereLe", "encodage", "separateur", "entete", "formatDate", "fichier", "candidats", "octets", "sha256"], manifest.Select(m => m.Key));
        Assert.Equal(("univ-alpes", 2026, 1, "UTF-8"), (manifest["etablissement"]!.GetValue<string>(), manifest["session"]!.GetValue<int>(), manifest["instantane"]!.GetValue<int>(), manifest["encodage"]!.GetValue<string>()));
        Assert.StartsWith("2026-07-07T12:", manifest["genereLe"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("+02:00", manifest["genereLe"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>Rule G1: whose baccalauréat nobody knows is listed for a decision, and a declaration settles it.</summary>
    [Fact]
    public async Task Who_cannot_be_judged_is_listed_and_enters_by_a_declaration()
    {
        await StartAsync(openGate: false);
        await TrustedPullAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));
        Assert.False(await HasTaskAsync("BacInconnu"));
        await SetClockAsync(7);
        await ResultAsync("ADMIS", "2026-07-07", 19);
        Assert.True(await HasTaskAsync("BacInconnu"));
        var undecided = (await GetAsync("scolarix/a-decider"))!;
        Assert.Equal(["17", "18"], undecided["candidats"]!.AsArray().Select(c => c!["codeCandidat"]!.ToString()));
        Assert.Equal("Zoé", undecided["candidats"]![0]!["prenom"]!.GetValue<string>());
        await SnapshotAsync();
        Assert.Equal("19", await NumbersAsync(1));

        await DeclareAsync(17, "true");
        await DeclareAsync(18, "false");
        Assert.Equal(0, (await GetAsync("scolarix/a-decider"))!["total"]!.GetValue<int>());
        Assert.False(await HasTaskAsync("BacInconnu"));
        await SnapshotAsync();
        Assert.Equal("17 19", await NumbersAsync(2));
        Assert.Equal(["17 Entree : déclaré titulaire du bac"], await MovesAsync(2));

        await DeclareAsync(17, "null");
        await SnapshotAsync();
        Assert.Equal("19", await NumbersAsync(3));
        Assert.Equal(["17 Sortie : rien ne dit plus que le baccalauréat est obtenu"], await MovesAsync(3));
        Assert.Contains(await ListAsync("candidats/2026/17/chronologie"), l => l!["texte"]!.GetValue<string>().StartsWith("Déclaré titulaire", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(HttpMethod.Put, "scolarix/declarations/2026/999", """{"titulaire":true}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(HttpMethod.Put, "scolarix/declarations/2026/17", """{"titulaire":"oui"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(HttpMethod.Put, "scolarix/declarations/2026/17", "{}")).Status);
    }

    /// <summary>Rule C5: another layout, table or list of series touches everybody at once.</summary>
    [Fact]
    public async Task The_layout_is_a_mapping_and_a_new_one_rewrites_every_line()
    {
        await StartPublishedAsync();
        var foreign = Voeu(18);
        foreign["serieBac"] = "0032";
        var voeu = Voeu(17);
        voeu["nom"] = "Őrsi Lefèvre";
        await PushAsync(voeu, foreign);
        await ResultAsync("ADMIS", "2026-07-07", 17);
        await SnapshotAsync();
        Assert.Equal("17", await NumbersAsync(1));

        Scolarix["seriesEquivalentes"] = new JsonArray("0032");
        Scolarix["disposition"] = new JsonObject
        {
            ["separateur"] = "|", ["encodage"] = "ISO-8859-15", ["guillemets"] = "Toujours", ["finDeLigne"] = "LF", ["formatDate"] = "yyyyMMdd",
            ["colonnes"] = new JsonArray(
                Column("DOSSIER", "codeCandidat"), Column("NE_LE", "dateNaissance"), new JsonObject { ["entete"] = "NE_LE_COURT", ["source"] = "dateNaissance", ["format"] = "dd/MM/yy" },
                Column("NOM", "nom"), new JsonObject { ["entete"] = "ORIGINE", ["valeur"] = "PARCOURSUP" },
                new JsonObject { ["entete"] = "PAYS", ["source"] = "codePays", ["nomenclature"] = "monPays" }),
        };
        Etab.Document["nomenclatures"] = new JsonObject { ["monPays"] = new JsonObject { ["FR"] = "FRANCE" } };
        await Etab.SaveAsync(Gateway);
        var snapshot = await SnapshotAsync();

        Assert.Equal(
            "\"DOSSIER\"|\"NE_LE\"|\"NE_LE_COURT\"|\"NOM\"|\"ORIGINE\"|\"PAYS\"\n\"17\"|\"20080218\"|\"18/02/08\"|\"Orsi Lefèvre\"|\"PARCOURSUP\"|\"FRANCE\"\n\"18\"|\"20080219\"|\"19/02/08\"|\"LefèvreS\"|\"PARCOURSUP\"|\"FRANCE\"\n",
            System.Text.Encoding.GetEncoding("ISO-8859-1").GetString(await File.ReadAllBytesAsync(FileOf(2))));
        // That every line has changed is counted; who has come is told all the same.
        Assert.Equal((1, 1), (snapshot["modifications"]!.GetValue<int>(), snapshot["entrees"]!.GetValue<int>()));
        Assert.Equal(["18 Entree : diplôme équivalent"], await MovesAsync(2));
        var warned = (await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!["aVerifier"]!.AsArray();
        Assert.Contains(warned, line => line!.GetValue<string>().Contains("NOM : des caractères", StringComparison.Ordinal));

        static JsonObject Column(string entete, string source) => new() { ["entete"] = entete, ["source"] = source };
    }

    [Fact]
    public async Task A_wrong_configuration_is_refused_with_every_mistake_in_its_place()
    {
        await StartPublishedAsync();
        Etab.Document["scolarix"] = new JsonObject
        {
            ["dossier"] = "/nulle/part", ["conserver"] = 0, ["seriesEquivalentes"] = new JsonArray(" "),
            ["disposition"] = new JsonObject
            {
                ["separateur"] = "xx", ["formatDate"] = "jj/mm",
                ["colonnes"] = new JsonArray(
                    new JsonObject { ["entete"] = "VOEU", ["source"] = "codeFormationPsup" }, new JsonObject { ["entete"] = "voeu", ["source"] = "nom", ["format"] = "dd/MM/yyyy" },
                    new JsonObject { ["entete"] = "PAYS", ["source"] = "codePays", ["nomenclature"] = "inconnue" }),
            },
        };
        Etab.Document["planification"]!["scolarix"] = "tous les soirs";
        Etab.Document["regles"]!["gardeInstantanePourcent"] = 101;

        using var response = await Api.RawAsync(HttpMethod.Put, "/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());

        var text = await response.Content.ReadAsStringAsync();
        var places = JsonNode.Parse(text)!["erreurs"]!.AsArray().Select(e => e!["champ"]!.GetValue<string>().Replace("etablissements[0].", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "planification.scolarix", "regles.gardeInstantanePourcent", "scolarix.conserver", "scolarix.disposition.colonnes", "scolarix.disposition.colonnes[0].source",
                "scolarix.disposition.colonnes[1].entete", "scolarix.disposition.colonnes[1].format", "scolarix.disposition.colonnes[2].nomenclature",
                "scolarix.disposition.formatDate", "scolarix.disposition.separateur", "scolarix.dossier", "scolarix.seriesEquivalentes[0]",
            ],
            places);
        Assert.Contains("les vœux ne sont pas importés dans Scolarix", text, StringComparison.Ordinal);
    }
}

public sealed class PopulationTestsOnSqlite(PostgresServer postgres) : PopulationTests(postgres, DatabaseEngine.Sqlite);

public sealed class PopulationTestsOnPostgres(PostgresServer postgres) : PopulationTests(postgres, DatabaseEngine.Postgres);
