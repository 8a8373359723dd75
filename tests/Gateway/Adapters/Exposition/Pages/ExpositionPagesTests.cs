using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Exposition.Pages;

/// <summary>The matching of the catalogue on the pages of whoever runs the gateway.</summary>
public abstract class ExpositionPagesTests(PostgresServer postgres, Chromium chromium, bool scripts) : GesteTest(postgres, chromium, scripts)
{
    private readonly Chromium _chromium = chromium;
    private readonly bool _scripts = scripts;

    [Fact]
    public async Task Coverage_is_read_with_what_each_step_adds_why_the_rest_is_not_covered_and_what_changed()
    {
        await StartAsync(openGate: false);
        await using var runs = new Appariements(Gateway);
        await runs.ApiAsync((1, 40), (2, 40), (3, 12));
        Assert.Equal("Appliquee", await runs.LancerAsync());
        await runs.ApiAsync((1, 40), (3, 40));
        Assert.Equal("Appliquee", await runs.LancerAsync());
        var page = await EntrerAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Exposition", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Exposition", Exact = true }).WaitForAsync();
        Assert.Equal(["2", "0", "2"], await page.Locator(".tuile .compte").AllInnerTextsAsync());
        await page.GetByText("Les chiffres").ClickAsync();
        Assert.Equal(["codes du catalogue", "0", "2"], await page.Locator(".barres tbody tr").Nth(1).Locator("th, td").AllInnerTextsAsync());
        Assert.Contains("BTS - PRODUCTION", await page.Locator("#diplomes ~ table").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("1\u00a0formation gagnée, 1\u00a0perdue.", await page.TexteAsync(), StringComparison.Ordinal);
        // What was lost first.
        Assert.Equal(["2", "Couvert", "Non couvert"], (await page.Locator("#differences ~ table tbody tr").First.Locator("th, td").AllInnerTextsAsync()).Take(3));

        await page.Locator("#raisons ~ table a").First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Exposition : formations" }).WaitForAsync();
        Assert.Equal(["2", "4"], await page.Locator("tbody th").AllInnerTextsAsync());
    }

    [Fact]
    public async Task A_line_shows_what_was_tried_for_it_and_is_found_by_both_of_its_numbers()
    {
        await StartAsync(openGate: false);
        await using var runs = new Appariements(Gateway);
        await runs.ApiAsync((1, 40), (3, 12));
        await runs.LancerAsync();
        var page = await EntrerAsync();
        await page.GotoAsync("/gestion/exposition/formations");
        await page.GetByLabel("Formation").FillAsync("1001");
        await page.CliquerAsync("Chercher");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Formation 1", Exact = true }).WaitForAsync();
        var text = await page.TexteAsync();
        Assert.Contains("50\u00a0%", text, StringComparison.Ordinal);
        Assert.Contains("1\u202f620\u00a0€ (médiane), de 1\u202f450\u00a0€ à 1\u202f800\u00a0€", text, StringComparison.Ordinal);
        Assert.Contains(Appariements.Uai(1), await page.Locator("#essais ~ table").First.InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/gestion/exposition/formations");
        await page.GetByLabel("Couverture").SelectOptionAsync("Sous le seuil");
        await page.CliquerAsync("Chercher");
        Assert.Equal(["3"], await page.Locator("tbody th").AllInnerTextsAsync());
        await page.GotoAsync("/gestion/exposition/formations/99");
        await page.GetByText("« 99 » n'est ni un CODEFORMATIONACCUEIL").WaitForAsync();
    }

    [Fact]
    public async Task A_run_that_was_not_applied_says_why_and_the_former_one_stays()
    {
        await StartAsync(openGate: false);
        await using var runs = new Appariements(Gateway);
        var page = await EntrerAsync();
        await page.GotoAsync("/gestion/exposition");
        await page.GetByText("Aucun appariement n'est encore appliqué").WaitForAsync();

        await runs.ApiAsync((1, 40));
        await runs.LancerAsync();
        await Gateway.ExecuteAsync(
            """
            INSERT INTO exposition_execution (etat, reponses_depuis, commencee_le, terminee_le, jour_metier, api, total, couvertes, message)
            VALUES ('Retenue', '2026-06-10T06:00:00.000Z', '2026-06-10T06:00:00.000Z', '2026-06-10T06:00:09.000Z', '2026-06-10', 'http://api.example', 4, 0, 'Trop de lignes couvertes ne le seraient plus.')
            """);
        await page.GotoAsync("/gestion/exposition");
        Assert.Equal(["1", "0", "3"], await page.Locator(".tuile .compte").AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "exécution n° 2" }).ClickAsync();
        await page.GetByText("Trop de lignes couvertes ne le seraient plus.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Exécutions" }).ClickAsync();
        Assert.Equal(["retenue par la garde", "appliquée"], await page.Locator("tbody .etat").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Whoever_runs_no_gateway_sees_nothing_of_it()
    {
        await StartAsync(openGate: false);
        var page = await EntrerAsync(Niveau.Administrateur);
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Exposition" }).CountAsync());
        await page.GotoAsync("/gestion/exposition");
        await page.GetByText("Accès refusé").First.WaitForAsync();
    }

    private Task<IPage> EntrerAsync() => _chromium.EntrerAsync(Gateway, Droit.Exploitant, _scripts);
}

public sealed class ExpositionPagesTestsWithScripts(PostgresServer postgres, Chromium chromium) : ExpositionPagesTests(postgres, chromium, scripts: true);

public sealed class ExpositionPagesTestsWithoutScripts(PostgresServer postgres, Chromium chromium) : ExpositionPagesTests(postgres, chromium, scripts: false);
