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
        await page.GetByLabel("État").SelectOptionAsync(new SelectOptionValue { Label = "non appliqué" });
        await page.CliquerAsync("Filtrer");
        await page.GetByRole(AriaRole.Link, new() { Name = "n° " }).ClickAsync();
        await page.CliquerAsync("Appliquer de nouveau");
        await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        await page.GotoAsync(Ici("/messages?etat=Ecarte"));
        Assert.Contains("Rien ne répond à ces filtres", await page.TexteAsync(), StringComparison.Ordinal);
        Assert.Contains("MessageRejoue", await Gateway.QueryAsync<string>("SELECT acte FROM audit"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exchanges_are_filtered_followed_and_taken_away(bool scripts)
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 60).Select(code => Voeu(code))]);
        var page = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Administrateur, Etab.Code), scripts);

        await page.GotoAsync(Ici("/messages"));
        await page.GetByLabel("Numéro de dossier").FillAsync("117");
        await page.GetByLabel("Par quelle voie").SelectOptionAsync("Push");
        await page.CliquerAsync("Filtrer");
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());

        // The candidate stays when the direction changes.
        await page.GetByRole(AriaRole.Link, new() { Name = "Envoyés" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Envois tentés" }).WaitForAsync();
        Assert.Equal(["2026/117"], await page.Locator("tbody tr td:nth-child(4)").AllInnerTextsAsync());
        Assert.Contains("Envoi à Apogée", await page.TexteAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "n° " }).ClickAsync();
        var sent = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Télécharger ce qui a été envoyé").ClickAsync());
        Assert.EndsWith("-requete.txt", sent.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains("mettreajourDonneesOpi", await File.ReadAllTextAsync(await sent.PathAsync()), StringComparison.Ordinal);

        await page.GotoAsync(Ici("/echanges?issue=Acquittee"));
        await page.SuivreAsync("Plus anciens");
        Assert.Contains("&avant=", page.Url, StringComparison.Ordinal);
        Assert.Equal("Acquittee", await page.GetByLabel("Issue").InputValueAsync());
        Assert.Equal(10, await page.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task A_filter_that_nobody_knows_is_refused()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var page = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Administrateur, Etab.Code));

        foreach (var (adresse, dit) in new[]
        {
            ("/messages?canal=Pigeon", "« Pigeon » n'est pas dans la liste"), ("/messages?etat=Perdu", "« Perdu » n'est pas dans la liste"),
            ("/messages?issue=Refusee", "« issue » n'est pas un filtre de cette adresse"), ("/messages?du=2026-13-01", "2026-13-01"),
            ("/messages?du=2026-06-02&au=2026-06-01", "Le dernier jour est avant le premier."), ("/messages?dossier=Durand", "n'est pas un numéro de dossier"),
            ("/echanges?destination=ailleurs", "« ailleurs » n'est pas dans la liste"), ("/echanges?issue=Peut-etre", "« Peut-etre » n'est pas dans la liste"),
            ("/echanges?avant=hier", "« hier » n'est pas une valeur de avant"),
        })
        {
            var answer = await page.GotoAsync(Ici(adresse));
            Assert.Equal((adresse, 400), (adresse, answer!.Status));
            Assert.Contains(dit, await page.PlatAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await page.Locator("tbody tr").CountAsync());
        }
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
            await page.SuivreAsync("Plus anciens");
            Assert.InRange(await page.Locator("tbody tr").CountAsync(), 10, 50);
        }

        var reader = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Lecture, Etab.Code));
        await reader.GotoAsync(Ici("/messages"));
        Assert.Contains("Accès refusé", await reader.TexteAsync(), StringComparison.Ordinal);
    }

    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";
}
