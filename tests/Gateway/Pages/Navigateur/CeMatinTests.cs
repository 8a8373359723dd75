using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Suivi.Releves;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>The first page of an établissement counts while somebody waits only what is soon counted.</summary>
public sealed class CeMatinTests(PostgresServer postgres, Chromium chromium) : GesteTest(postgres, chromium, scripts: false)
{
    [Fact]
    public async Task A_large_etablissement_is_told_by_its_last_counts_with_their_time()
    {
        await StartAsync();
        await FillAsync(1_000, 8_000);
        await CountAsync();
        await FillAsync(10_000, 2_000);
        var page = await EntrerAsync(Niveau.Lecture);

        await page.GotoAsync(Ici("/"));

        // 2 000 more have come since: they are told with the next counts, and what waits up to a bound.
        var text = await page.PlatAsync();
        Assert.Contains("8 000 candidats, 0 vœu, comptés le", text, StringComparison.Ordinal);
        Assert.DoesNotContain("en cours d'envoi", text, StringComparison.Ordinal);
        Assert.Contains("plus de 1 000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_one_is_counted_now_and_what_it_sent_is_a_picture_with_its_table()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await Gateway.Services.GetRequiredService<EnvoisParHeure>().CompterAsync(default);
        var page = await EntrerAsync(Niveau.Lecture);

        await page.GotoAsync(Ici("/"));

        var text = await page.PlatAsync();
        Assert.Contains("2 candidats, 2 vœux :", text, StringComparison.Ordinal);
        Assert.DoesNotContain("comptés le", text, StringComparison.Ordinal);
        Assert.Contains("Les envois, heure par heure", text, StringComparison.Ordinal);
        Assert.True(await page.Locator(".barres svg[aria-hidden] rect.part-f").CountAsync() > 0);
        await page.GetByText("Les chiffres").ClickAsync();
        Assert.Equal(24, await page.Locator(".barres tbody tr").CountAsync());
        Assert.Equal(2, (await page.Locator(".barres tbody td:nth-child(2)").AllInnerTextsAsync()).Sum(int.Parse));
    }

    // Each with a reason to be held: nothing is evaluated.
    private Task FillAsync(int first, int many) => Gateway.ExecuteAsync(
        """
        WITH RECURSIVE n (i) AS (SELECT @first UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @end)
        INSERT INTO candidat (etablissement, session, code_candidat, donnees, ordre, reserves) SELECT @Code, 2026, i, '{}', 1, '["x"]' FROM n
        """, new { first, end = first + many, Etab.Code });

    private async Task CountAsync()
    {
        var etablissement = Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.FindByCode(Etab.Code)!;
        // A later day than any on which the gateway counts by itself.
        await Gateway.Services.GetRequiredService<ReleveBook>().PrendreAsync(Etab.Code, new DateOnly(2100, 1, 1),
            await Gateway.Services.GetRequiredService<Synthese>().OfAsync(etablissement, default), default);
    }
}
