using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>An administrator's day in a real browser, with scripts and without: each solves with a gesture what stood in the way.</summary>
public abstract class GestesTests(PostgresServer postgres, Chromium chromium, bool scripts) : GesteTest(postgres, chromium, scripts)
{
    // A VET that nobody entered there is refused.
    private static readonly HashSet<Vet> Vets = [.. new[] { "L1DROI", "L1DRO3", "L1DRO4", "L1ECO", "L1HIS" }.Select(etp => new Vet("DRT", etp, 101))];

    protected override Task<TestEtablissement> CreateEtablissementAsync() =>
        TestEtablissement.StartAsync(apogee: options => options with { VetsConnues = Vets });

    [Fact]
    public async Task The_connector_is_tested_and_opens()
    {
        await StartAsync(openGate: false);
        var page = await EntrerAsync(Niveau.Administrateur);
        Assert.Contains("Le connecteur est fermé", await page.TexteAsync(), StringComparison.Ordinal);

        await page.GotoAsync(Ici("/connecteur"));
        await page.CliquerAsync("Tester le connecteur");
        await AttendreAsync(page, "Dernier test");

        Assert.Contains("Ouvert", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator(".etapes li.bien").CountAsync() > 3);
        await AssertActAsync("ConnecteurTeste");
    }

    [Fact]
    public async Task A_hold_of_many_candidates_is_mended_with_one_form_that_says_before_what_it_changes()
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 43).Select(code => TestDocument.Voeu(code, TestDocument.SansCorrespondance))]);
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GetByRole(AriaRole.Link, new() { Name = "en réserve" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Formation 8899 : 43 candidats" }).WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Compléter la formation 8899" }).First.ClickAsync();
        var oui = page.Locator("fieldset").Filter(new() { HasText = "Réponse « Oui »" });
        await oui.GetByLabel("Centre de gestion (codCge)").FillAsync("DRT");
        await oui.GetByLabel("Étape (codEtp)").FillAsync("L1HIS");
        await oui.GetByLabel("Version d'étape (codVrsVet)").FillAsync("101");
        await page.CliquerAsync("Voir ce que cela changera");
        Assert.Contains("43\u00a0vœux passent en favorable (F) (ils étaient en réserve).", await page.Locator("#effet").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(43, (await ListAsync("candidats")).Count);
        Assert.DoesNotContain((await Etab.ApogeeStateAsync())["opi"]!.AsArray(), o => o!["voeux"]!.AsArray().Count > 0);

        await page.CliquerAsync("Enregistrer");
        var counts = await AtRestAsync();

        Assert.Equal(43, counts["decisions"]!["f"]!.GetValue<int>());
        await AssertActAsync("EtablissementConfigure");
        await page.GotoAsync(Ici("/a-traiter"));
        Assert.Contains("Rien n'attend une personne", await page.TexteAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_solved_and_sent_again()
    {
        Etab.Document["formations"]!.AsArray().Add(TestDocument.Formation(8877, "L1INCO"));
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17, 8877));
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GotoAsync(Ici("/a-traiter"));
        Assert.Contains("L1INCO", await page.Locator(".cause").First.InnerTextAsync(), StringComparison.Ordinal);

        await page.CliquerAsync("Relancer");
        await page.GetByText("1 envoi relancé").WaitForAsync();
        await AssertActAsync("LivraisonRelancee");
        await AtRestAsync();

        await page.GotoAsync(Ici("/correspondances/8877"));
        await page.Locator("fieldset").First.GetByLabel("Étape (codEtp)").FillAsync("L1HIS");
        await page.CliquerAsync("Voir ce que cela changera");
        await page.CliquerAsync("Enregistrer");
        await AtRestAsync();
        await page.GotoAsync(Ici("/candidats/2026/17"));

        Assert.Contains("le système de l'établissement le sait", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal("L1HIS=F", await Etab.VoeuxAsync("17"));
        await page.CliquerAsync("Relancer");
        await page.GetByText("L'envoi est relancé").WaitForAsync();
        await AssertActAsync("LivraisonRelancee", 2);
    }

    [Fact]
    public async Task A_guard_is_looked_through_and_confirmed()
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(201, 40).Select(code => TestDocument.Voeu(code))]);
        await SetClockAsync(8);
        await ResultAsync("REFUSE", "2026-07-07", [.. Enumerable.Range(201, 30)]);
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/gardes"));
        await page.Locator("tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Qui est retenu" }).WaitForAsync();
        var held = await page.Locator("tbody tr").CountAsync();
        Assert.True(held > 0);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Télécharger la liste en .csv" }).ClickAsync());
        Assert.Equal(held + 1, (await File.ReadAllLinesAsync(await file.PathAsync())).Length);
        // Nobody waits for the entry of a consultation.
        await Poll.UntilAsync(async () => await Api.ActesAsync("DonneesExportees") == 1);

        await page.GetByLabel("J'ai vu la liste ci-dessous.").CheckAsync();
        await page.CliquerAsync("Confirmer");
        await page.GetByText("confirmée : les changements retenus partent").WaitForAsync();

        Assert.Equal(30, (await AtRestAsync())["decisions"]!["d"]!.GetValue<int>());
        Assert.Contains("confirmée par Camille Moreau", await page.TexteAsync(), StringComparison.Ordinal);
        await AssertActAsync("GardeTranchee");
    }

    [Fact]
    public async Task A_candidate_is_found_by_a_name_without_its_accents_and_a_value_is_corrected()
    {
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(31), TestDocument.Voeu(32));
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/candidats"));
        await page.GetByRole(AriaRole.Searchbox).FillAsync("zoe lefevref");
        await page.CliquerAsync("Chercher");
        await page.GetByRole(AriaRole.Heading, new() { Name = "LefèvreF Zoé" }).WaitForAsync();
        Assert.EndsWith("/candidats/2026/31", page.Url, StringComparison.Ordinal);

        await page.GetByText("Corriger une valeur").ClickAsync();
        await page.GetByLabel("Champ").SelectOptionAsync("prenom");
        await page.GetByLabel("Nouvelle valeur").FillAsync("Zoë");
        await page.CliquerAsync("Corriger");
        await page.GetByRole(AriaRole.Heading, new() { Name = "LefèvreF Zoë" }).WaitForAsync();

        Assert.Contains("Valeur corrigée par Camille Moreau", await page.TexteAsync(), StringComparison.Ordinal);
        await page.CliquerAsync("annuler la correction");
        await page.GetByRole(AriaRole.Heading, new() { Name = "LefèvreF Zoé" }).WaitForAsync();
        await AssertActAsync("ValeurCorrigee");
        await AssertActAsync("CorrectionAnnulee");
    }

    [Fact]
    public async Task A_task_is_ended()
    {
        await StartAsync();
        await Gateway.ExecuteAsync(
            "INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES (@Code, 'CandidatNonEvalue', '2026/17', 'À regarder.', '2026-06-10T08:00:00.000Z')",
            new { Etab.Code });
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/a-traiter"));
        await page.CliquerAsync("C'est fait");
        await page.GetByText("1 tâche terminée").WaitForAsync();

        Assert.Empty(await ListAsync("taches"));
        await AssertActAsync("TacheTerminee");
    }
}

public sealed class GestesTestsWithScripts(PostgresServer postgres, Chromium chromium) : GestesTests(postgres, chromium, scripts: true);

public sealed class GestesTestsWithoutScripts(PostgresServer postgres, Chromium chromium) : GestesTests(postgres, chromium, scripts: false);
