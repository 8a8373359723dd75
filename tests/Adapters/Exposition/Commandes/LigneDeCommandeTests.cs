using System.Diagnostics;
using System.Text.Json;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Commandes;

/// <summary>The commands as a script runs them: real processes, a fresh base, JSON alone on the standard output.</summary>
public sealed class LigneDeCommandeTests : IDisposable
{
    private readonly DirectoryInfo _dossier = Directory.CreateTempSubdirectory("exposition-cli-");

    public void Dispose() => _dossier.Delete(recursive: true);

    [Fact]
    public async Task Codes_are_read_or_refused_one_by_one()
    {
        var (code, json, _) = await LancerAsync("codes", "4002521a", "SISE:2500249", "2500249", "--json");
        Assert.Equal(0, code);
        Assert.Equal(["CFD:4002521A", "SISE:2500249", null], json!.RootElement.EnumerateArray().Select(e => e.GetProperty("code").GetString()));
        Assert.Equal(["CFD", "SISE", null], json.RootElement.EnumerateArray().Select(e => e.GetProperty("type").GetString()));
        Assert.Contains("SISE:2500249", json.RootElement[2].GetProperty("motif").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await LancerAsync("codes", "2500249", "--json")).Code);
    }

    [Fact]
    public async Task Candidates_need_neither_base_nor_API()
    {
        var catalogue = new Catalogue(_dossier.FullName).Ecrire([1]);
        var (code, json, erreurs) = await LancerAsync(
            "candidats", "--entree", catalogue.Entree.FullName, "--nomenclatures", catalogue.Nomenclatures.FullName, "--json");
        Assert.Equal(0, code);
        var candidat = Assert.Single(json!.RootElement.EnumerateArray());
        Assert.Equal("CFD:32020116", candidat.GetProperty("code_certification_possible").GetString());
        Assert.Equal(("CODECFD", "Valide", "self", "normal"), (Texte(candidat, "type_certification"), Texte(candidat, "validite_code_certification"),
            Texte(candidat, "anciennete_certification_ci"), Texte(candidat, "appariement")));
        Assert.Contains("n_mef.csv", erreurs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matching_on_a_fresh_base_then_its_report_and_a_refused_input()
    {
        await using var api = await Sources.SimulerAsync(Jeu(1, 2));
        var catalogue = new Catalogue(_dossier.FullName).Ecrire([1, 2, 3]);
        var mistyped = await LancerAsync("rapport", "--base", Base, "--json");
        Assert.Equal(2, mistyped.Code);
        Assert.Contains($"{Base} : ce fichier n'existe pas", mistyped.Erreurs, StringComparison.Ordinal);
        Assert.False(File.Exists(Base));

        var (code, json, _) = await ApparierAsync(catalogue, api);
        Assert.Equal(0, code);
        var ligne = json!.RootElement.GetProperty("lignes")[0];
        Assert.Equal(("1", "Couvert"), (Texte(ligne, "CODEFORMATIONACCUEIL"), Texte(ligne.GetProperty("insertion"), "couverture")));
        Assert.Equal("2026-02-12", Texte(ligne.GetProperty("insertion"), "date_donnee"));
        Assert.Equal(1620, ligne.GetProperty("remuneration").GetProperty("salaire_12_mois_q2").GetInt32());
        Assert.Equal("CFD:32020116", Texte(ligne.GetProperty("essais")[0], "code"));
        Assert.Equal(3, json.RootElement.GetProperty("appels").GetProperty("formations").GetInt32());
        Assert.StartsWith("CODEFORMATIONACCUEIL;", await File.ReadAllTextAsync(catalogue.Sortie.FullName), StringComparison.Ordinal);

        var rapport = (await LancerAsync("rapport", "--base", Base, "--json")).Json!.RootElement;
        Assert.Equal((3, 2, 0, 1), (rapport.GetProperty("total").GetInt32(), rapport.GetProperty("Couvert").GetInt32(),
            rapport.GetProperty("Sous le seuil").GetInt32(), rapport.GetProperty("Non couvert").GetInt32()));

        File.Delete(catalogue.Entree.FullName);
        var (refus, _, erreurs) = await ApparierAsync(catalogue, api);
        Assert.Equal(2, refus);
        Assert.Contains("catalogue.csv", erreurs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("« --jsn »", "rapport", "--jsn")]
    [InlineData("--entree est obligatoire", "candidats", "--nomenclatures", "/tmp")]
    [InlineData("« catalogue.csv »", "candidats", "--entree", "x.csv", "--nomenclatures", "/tmp", "catalogue.csv")]
    [InlineData("--mode : « truc » ; écrire unitaire ou liste", "apparier", "--mode", "truc")]
    [InlineData("--port : « http » ; écrire un nombre entier", "servir", "--port", "http")]
    public async Task A_command_line_that_cannot_be_read_is_refused_in_French(string named, params string[] arguments)
    {
        var (code, json, erreurs) = await LancerAsync([.. arguments, "--json"]);
        Assert.Equal(2, code);
        Assert.Null(json);
        Assert.Contains(named, erreurs, StringComparison.Ordinal);
        Assert.DoesNotContain("Option '", erreurs, StringComparison.Ordinal);
        Assert.DoesNotContain("Parcoursup.", erreurs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sortie", "est un dossier", "--sortie", "/tmp")]
    [InlineData("/proc/nulle/part.csv", "ne peut pas être écrit", "--sortie", "/proc/nulle/part.csv")]
    [InlineData("--api", "s'arrête avant", "--api", "http://127.0.0.1:9/api/inserjeunes?page=1")]
    [InlineData("--api", "ni nom ni mot de passe", "--api", "http://moi:secret@127.0.0.1:9/api/inserjeunes")]
    [InlineData("« X Cle »", "X-Api-Key", "--cle-entete", "X Cle")]
    [InlineData("--millesime", "2022_2023", "--millesime", "23")]
    [InlineData("clé d'API", "sur une seule ligne", "--cle-fichier", "deux\nlignes")]
    [InlineData("clé d'API", "accentuée", "--cle-fichier", "clé")]
    public async Task What_would_only_fail_later_or_in_silence_is_refused_before_the_first_call(
        string named, string told, string option, string value)
    {
        await using var api = await Sources.SimulerAsync(Jeu(1));
        var arguments = Arguments(new Catalogue(_dossier.FullName).Ecrire([1]), api);
        if (option == "--cle-fichier") await File.WriteAllTextAsync(arguments[Array.IndexOf(arguments, option) + 1], value);
        else if (Array.IndexOf(arguments, option) is >= 0 and var at) arguments[at + 1] = value;
        else arguments = [.. arguments, option, value];

        var (code, json, erreurs) = await LancerAsync(arguments);

        Assert.Equal((2, 0), (code, api.Appels.Formations));
        Assert.Null(json);
        Assert.Contains(named, erreurs, StringComparison.Ordinal);
        Assert.Contains(told, erreurs, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", erreurs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--millesime", "charger", "--api", "http://127.0.0.1:9/api/inserjeunes", "--millesime", "hier")]
    [InlineData("--nom", "cle-creer", "--nom", " ")]
    public async Task Other_commands_refuse_likewise(string named, params string[] arguments)
    {
        var (code, _, erreurs) = await LancerAsync([.. arguments, "--base", Base, "--json"]);
        Assert.Equal(2, code);
        Assert.Contains(named, erreurs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_never_write_one_file_together()
    {
        await using var api = await Sources.SimulerAsync(Jeu(1));
        var catalogue = new Catalogue(_dossier.FullName).Ecrire([1]);
        using (File.Open(catalogue.Sortie.FullName + ".partiel", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var (code, _, erreurs) = await ApparierAsync(catalogue, api);
            Assert.Equal((2, 0), (code, api.Appels.Formations));
            Assert.Contains("une autre exécution", erreurs, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await ApparierAsync(catalogue, api)).Code);
        Assert.False(File.Exists(catalogue.Sortie.FullName + ".partiel"));
    }

    [Fact]
    public async Task Lists_that_were_loaded_are_those_of_the_matching_that_follows()
    {
        await using var api = await Sources.SimulerAsync(Jeu(1, 2));
        var catalogue = new Catalogue(_dossier.FullName).Ecrire([1, 2, 3]);
        var arguments = Arguments(catalogue, api);
        string[] connexion = ["--base", Base, "--api", api.Ancienne.ToString(), "--cle-fichier", Path.Combine(_dossier.FullName, "cle"), "--json"];

        var (code, json, _) = await LancerAsync(["charger", .. connexion]);
        Assert.Equal((0, 3), (code, json!.RootElement.GetProperty("enregistrements").GetInt32()));
        Assert.Equal(0, json.RootElement.GetProperty("avertissements").GetArrayLength());
        var appels = api.Appels.Listes;

        var (apparie, lignes, _) = await LancerAsync([.. arguments, "--mode", "liste"]);
        Assert.Equal((0, appels), (apparie, api.Appels.Listes));
        Assert.Equal("Couvert", Texte(lignes!.RootElement.GetProperty("lignes")[0].GetProperty("insertion"), "couverture"));
    }

    [Fact]
    public async Task Lists_of_an_API_that_does_not_answer_are_code_4()
    {
        var (code, json, erreurs) = await LancerAsync("charger", "--base", Base, "--api", "http://127.0.0.1:9/api/inserjeunes", "--json");
        Assert.Equal((4, 0), (code, json!.RootElement.GetProperty("enregistrements").GetInt32()));
        Assert.Contains("rien n'écoute", erreurs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_run_goes_on_without_asking_again_what_was_answered_and_writes_the_same_bytes()
    {
        int[] lignes = [.. Enumerable.Range(1, 80)];
        await using var api = await Sources.SimulerAsync(Jeu(lignes));
        var catalogue = new Catalogue(_dossier.FullName).Ecrire(lignes);
        using (var process = Programme.Demarrer(Arguments(catalogue, api)))
        {
            while (api.Appels.Formations < 60 && !process.HasExited) await Task.Delay(20);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        var (code, _, _) = await ApparierAsync(catalogue, api, "--reprendre");
        Assert.Equal(0, code);
        // What was under way when it was killed may be asked twice, no more.
        Assert.InRange(api.Appels.Formations, 80, 80 + 16);

        var repris = await File.ReadAllBytesAsync(catalogue.Sortie.FullName);
        foreach (var fichier in _dossier.GetFiles("base.db*")) fichier.Delete();
        Assert.Equal(0, (await ApparierAsync(catalogue, api)).Code);
        Assert.Equal(repris, await File.ReadAllBytesAsync(catalogue.Sortie.FullName));
    }

    [Fact]
    public async Task An_API_that_does_not_answer_is_code_4()
    {
        var catalogue = new Catalogue(_dossier.FullName).Ecrire([1]);
        var (code, json, erreurs) = await LancerAsync("apparier", "--base", Base, "--entree", catalogue.Entree.FullName, "--nomenclatures",
            catalogue.Nomenclatures.FullName, "--api", "http://127.0.0.1:9/api/inserjeunes", "--sortie", catalogue.Sortie.FullName, "--json");
        Assert.Equal(4, code);
        Assert.NotEqual(0, json!.RootElement.GetProperty("avertissements").GetArrayLength());
        Assert.Contains("--reprendre", erreurs, StringComparison.Ordinal);
        Assert.False(File.Exists(catalogue.Sortie.FullName));
    }

    private string Base => Path.Combine(_dossier.FullName, "base.db");

    private static JeuExposition Jeu(params int[] couvertes) => new()
    {
        Formations = [.. couvertes.Select(i => Sources.Fiche(Catalogue.Uai(i), Catalogue.Bts))],
        Certifications = [new FicheExposition(null, null, Catalogue.Bts, "apprentissage", "2023", 900) { SalaireQ2 = 1620 }],
        Etablissements = [.. Enumerable.Range(1, 100).Select(Catalogue.Uai)],
    };

    private Task<(int Code, JsonDocument? Json, string Erreurs)> ApparierAsync(
        Catalogue catalogue, ExpositionSimulator api, params string[] autres) => LancerAsync([.. Arguments(catalogue, api), .. autres]);

    private string[] Arguments(Catalogue catalogue, ExpositionSimulator api)
    {
        var cle = Path.Combine(_dossier.FullName, "cle");
        File.WriteAllText(cle, "cle-ancienne");
        return
        [
            "apparier", "--base", Base, "--entree", catalogue.Entree.FullName, "--nomenclatures", catalogue.Nomenclatures.FullName, "--api",
            api.Ancienne.ToString(), "--cle-fichier", cle, "--sortie", catalogue.Sortie.FullName, "--json", "--horloge", "2026-02-12T03:00:00+01:00",
        ];
    }

    private static async Task<(int Code, JsonDocument? Json, string Erreurs)> LancerAsync(params string[] arguments)
    {
        using var process = Programme.Demarrer(arguments);
        var (sortie, erreurs) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var texte = await sortie;
        return (process.ExitCode, texte.Length == 0 ? null : JsonDocument.Parse(texte), await erreurs);
    }

    private static string? Texte(JsonElement element, string nom) => element.GetProperty(nom).GetString();
}
