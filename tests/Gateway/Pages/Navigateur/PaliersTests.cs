using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>Refused deliveries that are sent again one, then ten, then a hundred, as long as none is refused again.</summary>
public abstract class PaliersTests(PostgresServer postgres, Chromium chromium, bool scripts) : GesteTest(postgres, chromium, scripts)
{
    private const int Ferme = 8877;

    // What Apogée knows: a VET that is not there is refused, until somebody opens it.
    private readonly HashSet<Vet> _vets = [.. new[] { "L1DROI", "L1DRO3", "L1DRO4", "L1ECO", "L1HIS" }.Select(etp => new Vet("DRT", etp, 101))];

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(apogee: options => options with { VetsConnues = _vets });

    [Fact]
    public async Task Each_step_is_ten_times_the_one_before_once_all_of_that_were_accepted()
    {
        var page = await RefusedAsync(13);
        OpenVet();

        await page.CliquerAsync("Relancer par paliers");
        await page.GetByText("Relance par paliers lancée, pour 13 envois").WaitForAsync();
        await VoirAsync(page, "terminée");

        Assert.Contains("3e palier, 13\u00a0acceptés.", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Equal(["1|1", "2|10", "3|2"], await Gateway.QueryAsync<string>("SELECT palier || '|' || COUNT(*) FROM relance_paliers_envoi GROUP BY palier ORDER BY palier"));
        Assert.Empty(await ListAsync("livraisons?etat=RefusMetier"));
        Assert.Equal("L1INCO=F", await Etab.VoeuxAsync("113"));
        await AssertActAsync("PaliersLances");
        // Each of them in the name of whoever asked for it.
        await AssertActAsync("LivraisonRelancee", 13);
    }

    [Fact]
    public async Task The_first_that_is_refused_again_stops_it()
    {
        var page = await RefusedAsync(12);

        await page.CliquerAsync("Relancer par paliers");
        await VoirAsync(page, "arrêtée par un refus");

        Assert.Contains("1er palier, 1\u00a0refusé, 11\u00a0pas encore relancés.", await page.TexteAsync(), StringComparison.Ordinal);
        await AssertActAsync("LivraisonRelancee");
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir le refus" }).ClickAsync();
        await page.GetByText("L1INCO").First.WaitForAsync();

        // What is left can be sent again once the cause is mended; those that leave already are no part of another.
        OpenVet();
        await page.GotoAsync(Ici("/a-traiter"));
        await page.CliquerAsync("Relancer par paliers");
        await VoirAsync(page, "3e palier, 12 acceptés.");
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_and_stops_when_somebody_says_so()
    {
        var page = await RefusedAsync(12);
        OpenVet();
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":100000}""");
        await page.CliquerAsync("Relancer par paliers");
        await VoirAsync(page, "Palier 1, 1 attend la réponse, 11 pas encore relancés.");

        await Gateway.StopAsync();
        await Gateway.StartAsync();
        page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/a-traiter"));
        await page.GetByText("Palier 1, 1 attend la réponse, 11 pas encore relancés.").WaitForAsync();

        await page.CliquerAsync("Arrêter la relance");
        await page.GetByText("Relance n° 1 arrêtée : plus rien n'est relancé").WaitForAsync();
        await AssertActAsync("PaliersArretes");
        await Etab.ClearFaultsAsync();
        await AtRestAsync();
        Assert.Equal(11, (await ListAsync("livraisons?etat=RefusMetier")).Count);

        // The next one is under way while the gateway is away, and goes on by itself.
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":100000}""");
        await page.GotoAsync(Ici("/a-traiter"));
        await page.CliquerAsync("Relancer par paliers");
        await VoirAsync(page, "Palier 1, 1 attend la réponse, 10 pas encore relancés.");
        await Gateway.StopAsync();
        await Etab.ClearFaultsAsync();
        await Gateway.StartAsync();
        page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/a-traiter"));
        await VoirAsync(page, "2e palier, 11 acceptés.");
    }

    private void OpenVet() => _vets.Add(new Vet("DRT", "L1INCO", 101));

    // So many whom Apogée refuses for one cause, and somebody who looks at them.
    private async Task<IPage> RefusedAsync(int count)
    {
        Etab.Document["formations"]!.AsArray().Add(TestDocument.Formation(Ferme, "L1INCO"));
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, count).Select(code => TestDocument.Voeu(code, Ferme))]);
        Assert.Equal(count, (await ListAsync("livraisons?etat=RefusMetier")).Count);
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/a-traiter"));
        return page;
    }

    // The page is loaded again by whoever wants to know.
    private static Task VoirAsync(IPage page, string mots) => Poll.UntilAsync(async () =>
    {
        await page.ReloadAsync();
        return await page.GetByText(mots, new() { Exact = false }).CountAsync() > 0;
    });
}

public sealed class PaliersTestsWithScripts(PostgresServer postgres, Chromium chromium) : PaliersTests(postgres, chromium, scripts: true);

public sealed class PaliersTestsWithoutScripts(PostgresServer postgres, Chromium chromium) : PaliersTests(postgres, chromium, scripts: false);
