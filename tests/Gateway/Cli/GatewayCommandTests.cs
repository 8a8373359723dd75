using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Cli;

/// <summary>The command line, as the real program beside a gateway that runs.</summary>
public sealed class GatewayCommandTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private string[] Import => ["importer-candidats", "--etablissement", Etab.Uai, "--session", "2026"];

    private string Folder => Path.GetDirectoryName(Storage.SqliteFile)!;

    [Fact]
    public async Task An_exported_document_comes_in_again_and_keeps_every_secret()
    {
        await StartAsync();
        var before = (await Api.GetAsync("/api/configuration"))!.ToJsonString();
        var file = Path.Combine(Folder, "export.json");
        AssertSuccess(await RunAsync("config", "export", file));

        var text = await File.ReadAllTextAsync(file);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(before), JsonNode.Parse(text)));
        Assert.DoesNotContain("motDePasse", text, StringComparison.Ordinal);

        AssertSuccess(await RunAsync("config", "import", file));
        Assert.Equal(before, (await Api.GetAsync("/api/configuration"))!.ToJsonString());
        Assert.True((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
        await PushAsync(TestDocument.Voeu(17));
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    /// <summary>Rules K1, K3: what is doubtful of a candidate is told here too, and mended.</summary>
    [Fact]
    public async Task A_candidate_is_explained_and_his_value_corrected()
    {
        await StartAsync();
        var voeu = TestDocument.Voeu(17);
        (voeu["dateNaissance"], voeu["mail"]) = ("30/02/2005", "pas d'adresse");
        await PushAsync(voeu);
        await AtRestAsync();
        string[] whom = ["--etablissement", Etab.Uai, "--session", "2026", "17"];

        var told = await RunAsync(["candidat", .. whom]);
        AssertSuccess(told);
        foreach (var text in new[] { "formation 8842 : Favorable", "réserve, candidat.dateNaissance", "avertissement, mail : « pas d'adresse »" })
            Assert.Contains(text, told.Output, StringComparison.Ordinal);

        Assert.Equal(2, (await RunAsync(["corriger-candidat", .. whom, "dateNaissance", "31/02/2005"])).Code);
        AssertSuccess(await RunAsync(["corriger-candidat", .. whom, "dateNaissance", "28/02/2005"]));
        await Poll.UntilAsync(async () => await Etab.VoeuxAsync("17") == "L1DROI=F");
        Assert.Contains("valeur corrigée par ligne de commande", (await RunAsync(["candidat", .. whom])).Output, StringComparison.Ordinal);
        AssertSuccess(await RunAsync(["corriger-candidat", .. whom, "dateNaissance", "--annuler"]));
    }

    [Fact]
    public async Task The_first_import_into_an_empty_database_seals_its_secrets()
    {
        var file = Path.Combine(Folder, "configuration.json");
        await File.WriteAllTextAsync(file, new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());

        var imported = await RunAsync("config", "import", file);
        AssertSuccess(imported);
        Assert.Contains("Enregistré : 1 établissement et 0 campagne.", imported.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candidates_and_results_come_in_by_file_after_a_dry_run()
    {
        await StartAsync();
        var candidates = Path.Combine(Folder, "admis.csv");
        await File.WriteAllTextAsync(candidates, "Numéro;Numéro INE;Nom;Prénom;Civilité;Date de naissance;Date réponse\n17;000000017AA;Lefèvre;Zoé;Mme;01/02/2008;05/06/2026 10:00\n18;x\n");
        string[] import = [.. Import, "--formation", "8842", candidates];

        var trial = await RunAsync(import);
        AssertSuccess(trial);
        Assert.Contains("ligne 3", trial.Output, StringComparison.Ordinal);
        await AtRestAsync();
        Assert.Equal(0, (await GetAsync("synthese"))!["candidats"]!.GetValue<int>());

        AssertSuccess(await RunAsync([.. import, "--confirmer"]));
        await AtRestAsync();
        Assert.Equal(1, (await GetAsync("synthese"))!["candidats"]!.GetValue<int>());

        var results = Path.Combine(Folder, "bac.csv");
        await File.WriteAllTextAsync(results, "session;ine;resultat;date\n2026;000000017AA;ADMIS;2026-07-03\n");
        var counted = (await RunAsync("resultats-bac", "--etablissement", Etab.Code, results)).Output;
        Assert.Contains("1 ligne, 0 refusée ; 1 admis, 0 refusé, 0 au rattrapage ; 0 candidat inconnu, 0 résultat inchangé, 0 dépassé.", counted, StringComparison.Ordinal);
        Assert.Contains("Rien n'a été modifié", counted, StringComparison.Ordinal);
        AssertSuccess(await RunAsync("resultats-bac", "--etablissement", Etab.Code, results, "--confirmer"));
        await Poll.UntilAsync(async () => (await GetAsync("candidats/2026/17"))!["resultatBac"] is not null);
        Assert.Equal(2, (await RunAsync("resultats-bac", "--etablissement", "inconnu", results)).Code);
    }

    [Fact]
    public async Task A_dry_run_shows_the_first_lines_of_every_kind_and_counts_the_others()
    {
        await StartAsync(openGate: false);
        var candidates = Path.Combine(Folder, "admis.csv");
        var many = string.Concat(Enumerable.Range(100, 21).Select(code => $"{code};;Lefèvre;Zoé;X;peut-être\n"));
        await File.WriteAllTextAsync(candidates, "Numéro;Numéro INE;Nom;Prénom;Civilité;Année de césure\n17;court;Lefèvre;Zoé;Mme;non\n17;;Lefèvre;Zoé;Mme;non\n18;x\n" + many);

        var trial = await RunAsync([.. Import, "--formation", "8842", candidates]);

        AssertSuccess(trial);
        var lines = trial.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("Importation 1, essai à blanc : formation 8842 « Formation 8842 », session 2026, UAI " + Etab.Uai + ".", lines);
        Assert.Contains("24 lignes ; 22 nouvelles, 0 modifiée, 0 inchangée, 1 rejetée, 43 valeurs non reprises, 1 doublon, 22 sans réponse.", lines);
        Assert.Contains(lines, l => l.StartsWith("  ligne 2, dossier 17, colonne « Numéro INE » : Valeur non reprise", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("  ligne 5, dossier 100, colonne « Civilité » : Valeur non reprise", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("  ligne 5, dossier 100, colonne « Année de césure » : Valeur non reprise", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("  ligne 3, dossier 17 : Ce dossier figure déjà plus haut", StringComparison.Ordinal));
        Assert.Contains($"  … et 23 autres, voir GET /api/etablissements/{Etab.Code}/importations/1/anomalies?nature=ValeurIgnoree", lines);
        Assert.Equal(20, lines.Count(l => l.Contains(" : Valeur non reprise", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_formation_that_nobody_knows_needs_a_word_and_an_import_can_be_abandoned()
    {
        await StartAsync(openGate: false);
        var candidates = Path.Combine(Folder, "admis.csv");
        await File.WriteAllTextAsync(candidates, "Numéro;Nom\n17;Lefèvre\n");

        var refused = await RunAsync([.. Import, "--formation", "88420", "--confirmer", candidates]);
        Assert.Equal(2, refused.Code);
        Assert.Contains("--formation : La formation 88420 n'est ni", refused.Error, StringComparison.Ordinal);

        var trial = await RunAsync([.. Import, "--formation", "88420", "--formation-nouvelle", candidates]);
        AssertSuccess(trial);
        Assert.Contains("formation 88420 (absente de la correspondance des formations)", trial.Output, StringComparison.Ordinal);
        Assert.Contains("--abandonner 1. Sans confirmation sous 7 jours, le fichier est effacé.", trial.Output, StringComparison.Ordinal);

        AssertSuccess(await RunAsync("importer-candidats", "--etablissement", Etab.Code, "--abandonner", "1"));
        Assert.Equal("Abandonnee", (await GetAsync("importations/1"))!["etat"]!.GetValue<string>());
        Assert.Equal(2, (await RunAsync("importer-candidats", "--etablissement", Etab.Code, "--abandonner", "1")).Code);
        Assert.Equal(2, (await RunAsync("importer-candidats", "--etablissement", Etab.Code, "--abandonner", "2")).Code);
        Assert.Equal(2, (await RunAsync("importer-candidats", "--etablissement", Etab.Code, "--abandonner", "1", candidates)).Code);
        Assert.Contains("Indiquer le fichier", (await RunAsync([.. Import, "--formation", "8842"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contracts_are_written_into_a_folder()
    {
        var folder = Path.Combine(Folder, "contrats");
        AssertSuccess(await RunAsync("wsdl", "--sortie", folder));

        Assert.Equal(10, Directory.GetFiles(folder).Length);
        Assert.Contains("mettreajourDonneesOpi_v8", await File.ReadAllTextAsync(Path.Combine(folder, "OpiMetier_27022018-v7-v8.wsdl")), StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("wsdl", "--sortie", Path.Combine(folder, "OpiMetier-v9-v10.wsdl", "x"))).Code);
    }

    [Fact]
    public async Task A_running_gateway_follows_what_the_command_line_imports()
    {
        await StartAsync(openGate: false);
        var file = Path.Combine(Folder, "import.json");
        Etab.Document["libelle"] = "Université renommée";
        await File.WriteAllTextAsync(file, new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());
        AssertSuccess(await RunAsync("config", "import", file));

        await Poll.UntilAsync(async () => (await Api.GetAsync(Etab.Path))!["libelle"]!.GetValue<string>(), l => l == "Université renommée");
    }

    [Fact]
    public async Task A_wrong_document_is_refused_with_all_its_errors_and_changes_nothing()
    {
        await StartAsync(openGate: false);
        var before = (await Api.GetAsync("/api/configuration"))!.ToJsonString();
        var file = Path.Combine(Folder, "import.json");
        (Etab.Document["libelle"], Etab.Document["uais"]) = ("", new JsonArray("0730013A"));
        await File.WriteAllTextAsync(file, new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());

        var (code, _, error) = await RunAsync("config", "import", file);
        Assert.Equal(2, code);
        Assert.Contains("etablissements[0].libelle : ", error, StringComparison.Ordinal);
        Assert.Contains("etablissements[0].uais[0] : ", error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("config", "import", Path.Combine(Folder, "absent.json"))).Code);
        Assert.Equal(before, (await Api.GetAsync("/api/configuration"))!.ToJsonString());
    }

    [Fact]
    public async Task The_connector_test_prints_its_steps_and_ends_with_0_only_when_the_gate_is_open()
    {
        await StartAsync(openGate: false);
        var settings = GatewayProcess.Environment(Storage);
        settings["Adresses__Publique"] = Gateway.Url.ToString();
        var passed = await GatewayProcess.RunAsync(settings, "connecteur", "test", Etab.Uai);

        AssertSuccess(passed);
        Assert.Contains("Message de test acquitté", passed.Output, StringComparison.Ordinal);
        Assert.Matches("Reussie +Voie retour", passed.Output);
        Assert.Contains("Connecteur ouvert", passed.Output, StringComparison.Ordinal);
        var last = (await GetAsync("connecteur"))!["dernierTest"]!;
        Assert.Equal("ligne de commande", last["par"]!.GetValue<string>());

        await Etab.FaultAtParcoursupAsync("""{"type":"nok","nombre":1}""");
        var failed = await GatewayProcess.RunAsync(settings, "connecteur", "test", Etab.Code);
        Assert.Equal(1, failed.Code);
        Assert.Contains("→", failed.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await GatewayProcess.RunAsync(settings, "connecteur", "test", "0690001B")).Code);
    }

    [Fact]
    public async Task Flat_files_are_written_from_the_command_line_beside_a_running_gateway()
    {
        Etab.Document["opi"]!["voie"] = "Fichiers";
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));

        var written = await RunAsync("fichiers", "generer", Etab.Uai);
        AssertSuccess(written);
        Assert.Equal("Lot 1 publié (session 2026).", written.Output.Trim());
        Assert.Equal("ligne de commande", (await GetAsync("fichiers/1"))!["par"]!.GetValue<string>());
        Assert.Contains("Rien n'a changé", (await RunAsync("fichiers", "generer", Etab.Code)).Output, StringComparison.Ordinal);

        Assert.Equal(2, (await RunAsync("fichiers", "generer", "0690001B")).Code);
        Etab.Document["opi"]!["voie"] = "Soap";
        await Etab.SaveAsync(Gateway);
        var (code, _, error) = await RunAsync("fichiers", "generer", Etab.Uai);
        Assert.Equal(2, code);
        Assert.Contains("opi.voie", error, StringComparison.Ordinal);
        Assert.Empty(await ListAsync("taches"));
    }

    [Fact]
    public async Task Scolarix_file_is_written_from_the_command_line_beside_a_running_gateway()
    {
        Etab.Document["sis"] = "Scolarix";
        await StartAsync(openGate: false);
        await PushAndRestAsync(TestDocument.Voeu(17));
        var (early, _, tooEarly) = await RunAsync("scolarix", "generer", Etab.Uai);
        Assert.Equal(2, early);
        Assert.Contains("à partir du 07/07/2026", tooEarly, StringComparison.Ordinal);

        Assert.True((await PostAsync("recuperations"))!["deConfiance"]!.GetValue<bool>());
        await SetClockAsync(7);
        await ResultAsync("ADMIS", "2026-07-07", 17);
        var written = await RunAsync("scolarix", "generer", Etab.Uai, "--session", "2026");
        AssertSuccess(written);
        Assert.Contains("publié : 1 candidat,", written.Output, StringComparison.Ordinal);
        Assert.Equal("ligne de commande", (await ListAsync("scolarix/instantanes"))[0]!["par"]!.GetValue<string>());
        Assert.Equal(2, (await RunAsync("scolarix", "generer", "0690001B")).Code);
    }

    [Fact]
    public async Task What_became_of_a_daily_file_of_Scolarix_is_told_line_by_line()
    {
        Etab.Document.Remove("apogee");
        Etab.Document["sis"] = "Scolarix";
        Etab.Document["scolarix"] = new JsonObject();
        await StartAsync(openGate: false);
        await SetClockAsync(10);
        await PushAndRestAsync(TestDocument.Voeu(17));
        Assert.Equal(2, (await RunAsync("scolarix", "retour", Etab.Uai)).Code);
        using var csv = new StringContent("NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\r\n17;;;VALIDEE;O;10/07/2026\r\n;12345678901;;VALIDEE;O;10/07/2026\r\n17;;;PAYE;O;10/07/2026\r\n");
        using (await Api.Http.PostAsync(Etab.Path + "scolarix/retours?nom=ia.csv", csv)) await AtRestAsync();

        var (code, output, _) = await RunAsync("scolarix", "retour", Etab.Uai);

        Assert.Equal(1, code);
        Assert.Contains("« ia.csv »", output, StringComparison.Ordinal);
        Assert.Contains("3 lignes : 1 acceptée, 0 inchangée, 0 dépassée, 1 non rapprochée, 1 refusée", output, StringComparison.Ordinal);
        Assert.Contains("ligne 3, colonne INE, INE 12345678901", output, StringComparison.Ordinal);
        Assert.Contains("ligne 4, colonne STATUT, candidat n° 17", output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("scolarix", "retour", Etab.Uai, "99")).Code);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_in_French_and_without_a_stack()
    {
        var folder = Directory.CreateTempSubdirectory("scolarix-").FullName;
        Etab.Document["sis"] = "Scolarix";
        Etab.Document["scolarix"] = new JsonObject { ["dossier"] = folder };
        await StartAsync(openGate: false);
        await PushAndRestAsync(TestDocument.Voeu(17));
        Assert.True((await PostAsync("recuperations"))!["deConfiance"]!.GetValue<bool>());
        await SetClockAsync(7);
        await ResultAsync("ADMIS", "2026-07-07", 17);
        // A folder in the place of the manifest: the file can be written, the manifest cannot.
        Directory.CreateDirectory(Path.Combine(folder, "scolarix_univ-alpes_2026_000001.json", "x"));

        var (code, output, error) = await RunAsync("scolarix", "generer", Etab.Uai);

        Assert.Equal(2, code);
        Assert.Contains("L'écriture a échoué : le disque ou le partage a refusé", error, StringComparison.Ordinal);
        Assert.Contains($"vérifier le dossier « {folder} »", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_created_key_is_printed_alone_and_opens_what_it_names()
    {
        await StartAsync(openGate: false);
        var (code, admin, _) = await RunAsync("cle", "creer", "--administrateur", "--nom", "exploitation");
        var (_, etab, _) = await RunAsync("cle", "creer", "--etablissement", Etab.Uai, "--nom", "scolarité");

        Assert.Equal(0, code);
        Assert.Matches("^pg_[0-9a-f]{64}\n$", admin.ReplaceLineEndings("\n"));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/configuration", key: admin.Trim())).Status);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, Etab.Path + "synthese", key: etab.Trim())).Status);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/configuration", key: etab.Trim())).Status);
        Assert.Equal(2, (await RunAsync("cle", "creer", "--nom", "personne")).Code);
        Assert.Equal(2, (await RunAsync("cle", "creer", "--etablissement", "inconnu", "--nom", "x")).Code);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), arguments);

    private static void AssertSuccess((int Code, string Output, string Error) run) => Assert.True(run.Code == 0, run.Output + run.Error);
}
