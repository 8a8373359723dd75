using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Pages;

/// <summary>What Apogée adds to the sheet of a candidate.</summary>
public abstract class LaissezPasserPagesTests(PostgresServer postgres, Chromium chromium, bool scripts) : GesteTest(postgres, chromium, scripts)
{
    [Fact]
    public async Task A_laissez_passer_is_given_on_the_sheet_of_a_candidate()
    {
        Etab.Document["apogee"]!["laissezPasser"] = new JsonObject { ["codRgi"] = "1", ["codStu"] = "01" };
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/candidats/2026/18"));
        Assert.DoesNotContain("Laissez-passer", await page.TexteAsync(), StringComparison.Ordinal);

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        await page.GotoAsync(Ici("/candidats/2026/17"));
        await page.GetByText("Donner un laissez-passer").ClickAsync();
        await page.GetByLabel("Commentaire, facultatif").FillAsync("Accord du président");
        await page.CliquerAsync("Donner le laissez-passer");
        await page.GetByText("Laissez-passer donné : il part vers Apogée.").WaitForAsync();
        await AtRestAsync();

        var held = Assert.Single((await Etab.ApogeeStateAsync())["laissezPasser"]!.AsArray())!;
        Assert.Equal(("L1DROI", "Accord du président"), (held["codEtp"]!.ToString(), held["libCmtLpa"]!.ToString()));
        await page.ReloadAsync();
        Assert.Contains("« Accord du président »", await page.TexteAsync(), StringComparison.Ordinal);
        await AssertActAsync("LaissezPasserDonne");
    }

    [Fact]
    public async Task Where_its_service_is_not_set_up_nothing_is_offered()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        var page = await EntrerAsync(Niveau.Scolarite);
        await page.GotoAsync(Ici("/candidats/2026/17"));

        Assert.Contains("Défavorable", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("laissez-passer", await page.TexteAsync(), StringComparison.OrdinalIgnoreCase);
    }
}

public sealed class LaissezPasserPagesTestsWithScripts(PostgresServer postgres, Chromium chromium) : LaissezPasserPagesTests(postgres, chromium, scripts: true);

public sealed class LaissezPasserPagesTestsWithoutScripts(PostgresServer postgres, Chromium chromium) : LaissezPasserPagesTests(postgres, chromium, scripts: false);
