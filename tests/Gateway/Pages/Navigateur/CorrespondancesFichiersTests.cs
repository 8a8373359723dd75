using System.Text;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>Mappings and nomenclatures are taken away, completed in a spreadsheet and brought back.</summary>
public abstract class CorrespondancesFichiersTests(PostgresServer postgres, Chromium chromium, bool scripts) : GesteTest(postgres, chromium, scripts)
{
    private const string Colonnes = "formation;libelle;codeSise;reponse;codCge;codEtp;codVrsVet;codDip;codVrsVdi;codRgi;codStu;codCatOuiSi;mtfCat;cursusAmenage;retenus";
    private const string Voir = "Voir ce que le fichier changerait";

    [Fact]
    public async Task The_missing_ones_come_first_in_the_file_and_what_it_brings_is_told_before_it_is_done()
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 43).Select(code => TestDocument.Voeu(code, TestDocument.SansCorrespondance))]);
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GotoAsync(Ici("/correspondances"));
        var lines = await TelechargerAsync(page, ".csv");
        Assert.Equal([Colonnes, "8899;;;Oui;;;;;;;;;;;43"], lines.Take(2));
        Assert.Contains("8842;Formation 8842;2500001;Oui si 3 ans;DRT;L1DRO3;101;;;;;OS3;REM;Cursus aménagé OS3;", lines);

        lines[1] = "8899;Histoire de l'art;;Oui;DRT;L1HIS;101;;;;;;;;43";
        await DeposerAsync(page, "/correspondances", "correspondances.csv", string.Join("\r\n", lines));
        var effect = await page.PlatAsync("#effet");
        Assert.Contains("43 vœux passent en favorable (F) (ils étaient en réserve).", effect, StringComparison.Ordinal);
        Assert.Contains("formations[8899]", effect, StringComparison.Ordinal);
        // What was not changed in the file changes nothing.
        await page.GetByText("1 champ modifié").WaitForAsync();
        Assert.Equal(0, await page.GetByText("formations[8842]").CountAsync());
        Assert.Equal(3, await FormationsAsync());
        var trial = page.Url;

        await page.CliquerAsync("Enregistrer 1 champ");
        await page.GetByText("1 champ enregistré").WaitForAsync();
        Assert.Equal(43, (await AtRestAsync())["decisions"]!["f"]!.GetValue<int>());
        await AssertActAsync("EtablissementConfigure");
        await page.GotoAsync(trial);
        await page.GetByText("Cet essai n'est plus là").WaitForAsync();
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_line_and_column_and_nothing_is_recorded()
    {
        await StartAsync();
        var page = await EntrerAsync(Niveau.Administrateur);
        await DeposerAsync(page, "/correspondances", "a.csv", "formation;reponse;codCge;codEtp;codVrsVet;libelle\n"
            + "8842;Oui;DRT;L1DROI;cent;Droit\nhuit;Oui;DRT;L1DROI;101;\n8843;Non;DRT;L1ECO;101;\n8844;Oui;DRT;L1HIS;101;\n8844;oui;DRT;L1HIS;102;\n8842;Oui si 3 ans;DRT;L1DRO3;101;Le droit\n");
        Assert.Equal(["2|codVrsVet", "3|formation", "4|reponse", "6|", "7|libelle"], await ErreursAsync(page));

        // Rules of the document are told where the file breaks them.
        await DeposerAsync(page, "/correspondances", "b.csv", "formation;reponse;codCge;codEtp;codVrsVet;codCatOuiSi\n8843;Oui;DRT;L1ECO;101;\n8842;Oui si 4 ans;DRT;L1DRO4;101;\n8845;Oui;DRTX;L1ECO;101;\n");
        Assert.Equal(["3|codCatOuiSi", "4|codCge"], await ErreursAsync(page));
        await DeposerAsync(page, "/correspondances", "c.csv", "formation;reponse;étape\n8843;Oui;L1ECO\n");
        await page.GetByText("Colonne inconnue : « étape »").WaitForAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Enregistrer") }).CountAsync());
        Assert.Equal(3, await FormationsAsync());
        await AssertActAsync("EtablissementConfigure", 0);
    }

    [Fact]
    public async Task A_workbook_that_comes_back_as_it_was_changes_nothing_and_a_line_without_values_takes_its_place_away()
    {
        Etab.Document["formations"]![0]!["libelle"] = "=HYPERLINK(\"http://pirate.example\")";
        await StartAsync();
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GotoAsync(Ici("/correspondances"));
        var workbook = await FichierAsync(page, ".xlsx");
        Assert.Contains("=HYPERLINK(\"http://pirate.example\")", LecteurTableur.Read(workbook, new OptionsTableur()).OfType<LigneTableur>().First().Champs);
        await DeposerAsync(page, "/correspondances", "correspondances.xlsx", workbook);
        await page.GetByText("Rien : c'est déjà ce qui est enregistré.").WaitForAsync();

        // Text is neutralised where a spreadsheet would calculate it, and is itself again when it comes back.
        await page.GotoAsync(Ici("/correspondances"));
        var lines = await TelechargerAsync(page, ".csv");
        Assert.StartsWith("8842;\"'=HYPERLINK", lines[1], StringComparison.Ordinal);
        lines[2] = "8842;;;Oui si 3 ans;;;;;;;;;;;";
        await DeposerAsync(page, "/correspondances", "correspondances.csv", string.Join('\n', lines.Where((_, i) => i is 0 or 2)).Replace("libelle;codeSise;", "", StringComparison.Ordinal).Replace(";;;Oui", ";Oui", StringComparison.Ordinal));
        Assert.Contains("formations[8842].ouiSi3Ans : retiré", await page.Locator("#effet").InnerTextAsync(), StringComparison.Ordinal);
        await page.CliquerAsync("Enregistrer 1 champ");
        await page.GetByText("1 champ enregistré").WaitForAsync();
        Assert.DoesNotContain("L1DRO3", (await Api.GetAsync($"/api/etablissements/{Etab.Code}/formations"))!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_shown_before_it_is_recorded()
    {
        await StartAsync();
        var page = await EntrerAsync(Niveau.Administrateur);
        await DeposerAsync(page, "/correspondances", "a.csv", "formation;reponse;codEtp\n8843;Oui;L1HIS\n8844;Oui;L1ECO\n");
        var formations = (await Api.GetAsync($"/api/etablissements/{Etab.Code}/formations"))!.AsArray();
        formations[1]!["oui"]!["codEtp"] = "L1HIS";
        await Api.PutAsync($"/api/etablissements/{Etab.Code}/formations", formations);

        await page.CliquerAsync("Enregistrer 2 champs");
        await page.GetByText("Les réglages ont changé depuis").WaitForAsync();
        await page.CliquerAsync("Enregistrer 1 champ");
        await page.GetByText("1 champ enregistré").WaitForAsync();
        await AssertActAsync("EtablissementConfigure");
    }

    [Fact]
    public async Task Values_without_a_code_come_first_and_are_handed_on_once_they_have_one()
    {
        await StartAsync();
        await PushAndRestAsync([Bachelier(17, "S"), Bachelier(18, "S"), Bachelier(19, "STI2D")]);
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GotoAsync(Ici("/avertissements"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Lui donner un code" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nomenclature serieBac" }).WaitForAsync();
        Assert.Equal(["2\u00a0candidats", "1\u00a0candidat"], await page.Locator("td .etat").AllInnerTextsAsync());

        await page.GetByLabel("Code à ajouter").First.FillAsync("ES");
        await page.GetByLabel("Code de « S »").FillAsync("S");
        await page.CliquerAsync("Voir ce que cela changera");
        await page.GetByText("Le code « ES » n'a pas de valeur").WaitForAsync();
        await page.GetByLabel("Valeur à ajouter").First.FillAsync("ES");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.Contains("2\u00a0valeurs de candidats seront transmises.", await page.Locator("#effet").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("codBac", await OpiAsync("17"), StringComparison.Ordinal);

        await page.CliquerAsync("Enregistrer");
        await page.GetByText("Nomenclature « serieBac » enregistrée").WaitForAsync();
        await AtRestAsync();
        Assert.Contains("\"codBac\":\"S\"", await OpiAsync("17"), StringComparison.Ordinal);
        await AssertActAsync("EtablissementConfigure");
        await page.ReloadAsync();
        Assert.Equal(["serieBac séries du baccalauréat", "1", "1", "2", "0"], await page.Locator("tbody tr").First.Locator("th, td").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Nomenclatures_are_completed_by_file()
    {
        await StartAsync();
        await PushAndRestAsync(Bachelier(17, "S"));
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GotoAsync(Ici("/nomenclatures"));
        var lines = await TelechargerAsync(page, ".csv");
        Assert.Equal(["table;valeur;code;candidats", "serieBac;S;;1"], lines);
        await DeposerAsync(page, "/nomenclatures", "n.csv", "table;valeur;code\nserieBac;;S\nserieBac;ES;ES\nSERIEBAC;es;E\n");
        Assert.Equal(["2|valeur", "4|valeur"], await ErreursAsync(page));

        await DeposerAsync(page, "/nomenclatures", "n.csv", "table;valeur;code;candidats\nseriebac;S;0S;1\npays;FR;;\n");
        await page.CliquerAsync("Enregistrer 1 champ");
        await page.GetByText("1 champ enregistré").WaitForAsync();
        Assert.Equal("""{"serieBac":{"S":"0S"}}""", (await Api.GetAsync($"/api/etablissements/{Etab.Code}/nomenclatures"))!.ToJsonString());
        await AssertActAsync("EtablissementConfigure");
    }

    [Fact]
    public async Task Whoever_only_reads_takes_away_and_brings_nothing()
    {
        await StartAsync();
        var page = await EntrerAsync(Niveau.Lecture);
        foreach (var chemin in new[] { "/correspondances", "/nomenclatures" })
        {
            await page.GotoAsync(Ici(chemin));
            Assert.Equal(2, await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Télécharger") }).CountAsync());
            Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = Voir }).CountAsync());
        }
    }

    private static System.Text.Json.Nodes.JsonObject Bachelier(int code, string serie)
    {
        var voeu = TestDocument.Voeu(code);
        voeu["serieBac"] = serie;
        return voeu;
    }

    private async Task<string> OpiAsync(string codOpi) => (await Etab.ApogeeStateAsync())["opi"]!.AsArray()
        .Single(o => o!["codOpiIntEpo"]!.GetValue<string>() == codOpi)!.ToJsonString();

    private async Task<int> FormationsAsync() => (await Api.GetAsync($"/api/etablissements/{Etab.Code}/formations"))!.AsArray().Count;

    private Task DeposerAsync(IPage page, string chemin, string nom, string text) => DeposerAsync(page, chemin, nom, Encoding.UTF8.GetBytes(text));

    private async Task DeposerAsync(IPage page, string chemin, string nom, byte[] octets)
    {
        await page.GotoAsync(Ici(chemin));
        await page.GetByLabel("Fichier complété").SetInputFilesAsync(new FilePayload { Name = nom, MimeType = "application/octet-stream", Buffer = octets });
        await page.CliquerAsync(Voir);
    }

    // The line and the column of each error.
    private static async Task<List<string>> ErreursAsync(IPage page)
    {
        var wrong = new List<string>();
        foreach (var row in await page.Locator("tbody tr").AllAsync()) wrong.Add(string.Join('|', (await row.Locator("td").AllInnerTextsAsync()).Take(2)));
        return wrong;
    }

    private static async Task<byte[]> FichierAsync(IPage page, string ending)
    {
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = $"Télécharger en {ending}" }).ClickAsync());
        Assert.EndsWith(ending, file.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllBytesAsync(await file.PathAsync());
    }

    private static async Task<List<string>> TelechargerAsync(IPage page, string ending) =>
        [.. new UTF8Encoding(true).GetString((await FichierAsync(page, ending)).AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
}

public sealed class CorrespondancesFichiersTestsWithScripts(PostgresServer postgres, Chromium chromium)
    : CorrespondancesFichiersTests(postgres, chromium, scripts: true);

public sealed class CorrespondancesFichiersTestsWithoutScripts(PostgresServer postgres, Chromium chromium)
    : CorrespondancesFichiersTests(postgres, chromium, scripts: false);
