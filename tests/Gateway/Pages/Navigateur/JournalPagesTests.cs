using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>What came in and what went out, in a real browser.</summary>
public sealed class JournalPagesTests(PostgresServer postgres, Chromium chromium) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_was_set_aside_is_applied_again(bool scripts)
    {
        await StartAsync();
        await Gateway.ExecuteAsync("ALTER TABLE voeu RENAME TO ailleurs");
        await Etab.PushAsync(Gateway, Voeu(17));
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_ecarte"))[0] == 1);
        await Gateway.ExecuteAsync("ALTER TABLE ailleurs RENAME TO voeu");
        var page = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Administrateur, Etab.Code), scripts);

        await page.GotoAsync(Ici("/messages"));
        await page.GetByText("Non appliqués").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "n° " }).ClickAsync();
        await page.CliquerAsync("Appliquer de nouveau");
        await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        await page.GotoAsync(Ici("/messages?ecartes=oui"));
        Assert.Contains("Aucun message n'a dû être écarté", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Contains("MessageRejoue", await Gateway.QueryAsync<string>("SELECT acte FROM audit"));
    }

    [Fact]
    public async Task A_page_says_where_the_next_one_begins_and_shows_nothing_of_another_s()
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(1, 60).Select(code => Voeu(code))]);
        await Gateway.ExecuteAsync("INSERT INTO message_entrant (recu_le, etablissement, canal, corps) VALUES ('2026-06-10T00:00:00.0000000Z', 'univ-lacs', 'Push', x'7b7d')");
        var foreign = (await Gateway.QueryAsync<long>("SELECT MAX(id) FROM message_entrant"))[0];
        var page = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Administrateur, Etab.Code));

        foreach (var path in new[] { "/messages", "/echanges" })
        {
            await page.GotoAsync(Ici(path));
            Assert.Equal(50, await page.Locator("tbody tr").CountAsync());
            Assert.DoesNotContain($"n° {foreign}\t", await page.TexteAsync(), StringComparison.Ordinal);
            await page.GetByText("Plus anciens").ClickAsync();
            await page.WaitForLoadStateAsync();
            Assert.InRange(await page.Locator("tbody tr").CountAsync(), 10, 50);
        }

        var reader = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Lecture, Etab.Code));
        await reader.GotoAsync(Ici("/messages"));
        Assert.Contains("Accès refusé", await reader.TexteAsync(), StringComparison.Ordinal);
    }

    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";
}
