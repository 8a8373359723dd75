using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Exposition.Pages;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>The pages of the matching, empty and full, as <see cref="CapturesTests"/> looks at the others.</summary>
public sealed class CapturesExpositionTests(PostgresServer postgres, Chromium chromium) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task Its_pages_can_be_read_by_everybody()
    {
        await StartAsync(openGate: false);
        var page = await chromium.EntrerAsync(Gateway, Droit.Exploitant);
        foreach (var nom in new[] { "", "/formations", "/executions" }) await page.RegarderAsync($"exposition{nom.Replace('/', '-')}-vide", "/gestion/exposition" + nom);

        await using var runs = new Appariements(Gateway);
        await runs.ApiAsync((1, 40), (2, 40), (3, 12));
        await runs.LancerAsync();
        await runs.ApiAsync((1, 40), (3, 40));
        await runs.LancerAsync();
        foreach (var nom in new[] { "", "/formations", "/formations/1", "/formations/4", "/executions", "/executions/1" })
            await page.RegarderAsync("exposition" + nom.Replace('/', '-'), "/gestion/exposition" + nom);
    }
}
