using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>« Tester le connecteur » while it runs: steps that are over, steps to come, and one test at a time.</summary>
public sealed class ConnecteurPagesTests(PostgresServer postgres, Chromium chromium) : GesteTest(postgres, chromium, scripts: true)
{
    private const string Slow = """{"type":"lenteur","millisecondes":20000,"nombre":1}""";

    private TestEnCoursBook Book => Gateway.Services.GetRequiredService<TestEnCoursBook>();

    private EtablissementModel Modele => Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.FindByCode(Etab.Code)!;

    [Fact]
    public async Task Steps_light_up_one_by_one_and_the_page_ends_with_the_report()
    {
        await StartAsync(openGate: false);
        await Etab.FaultAtApogeeAsync(Slow);
        var page = await EntrerAsync(Niveau.Administrateur);
        await page.GotoAsync(Ici("/connecteur"));

        await page.CliquerAsync("Tester le connecteur");

        // Nobody loads the page again: what is over is shown while Apogée takes its time.
        await page.Locator("[data-suivi] .etapes li.bien").Nth(6).WaitForAsync();
        Assert.Equal(["en cours"], await page.Locator("[data-suivi] .etapes li.a-venir .etat").First.AllInnerTextsAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Tester le connecteur" }).CountAsync());
        await page.GetByRole(AriaRole.Heading, new() { Name = "Dernier test" }).WaitForAsync();
        Assert.Equal(0, await page.Locator("[data-suivi]").CountAsync());
        Assert.Null(await Book.DeAsync(Etab.Code, default));
        await AssertActAsync("ConnecteurTeste");
    }

    [Fact]
    public async Task One_test_runs_at_a_time_and_whoever_asks_meanwhile_sees_how_far_it_is()
    {
        await StartAsync(openGate: false);
        await Etab.FaultAtApogeeAsync(Slow);
        var tests = Gateway.Services.GetRequiredService<TestsLances>();

        var running = await tests.LancerAsync(Modele, null, "Camille", default);
        Assert.Null(await tests.LancerAsync(Modele, null, "Dominique", default));
        var seen = await Poll.UntilAsync(() => Book.DeAsync(Etab.Code, default), found => found is { Etapes.Count: >= 7 });
        Assert.Equal("Camille", seen!.Par);
        Assert.Equal("Message de test acquitté", seen.Etapes[6].Nom);
        Assert.Equal(seen.Etapes.Select(e => e.Nom), seen.Noms.Take(seen.Etapes.Count));
        Assert.Null(await Book.DeAsync("un-autre", default));

        var report = (await running!)!;
        Assert.Equal(seen.Noms, report.Etapes.Select(e => e.Nom));
        Assert.All(report.Etapes.Take(7), step => Assert.Equal(ResultatEtape.Reussie, step.Resultat));
        Assert.Null(await Book.DeAsync(Etab.Code, default));
    }
}
