using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>
/// Every page in both themes, wide and narrow, empty and full: nothing that axe finds, nothing that needs to be scrolled sideways. What
/// was seen is kept in <c>captures</c> beside the tests, to be looked at.
/// </summary>
public sealed class CapturesTests(PostgresServer postgres, Chromium chromium) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(
        apogee: options => options with { VetsConnues = new HashSet<Vet>(new[] { "L1DROI", "L1DRO3", "L1DRO4", "L1ECO", "L1HIS" }.Select(etp => new Vet("DRT", etp, 101))) });

    private (string Nom, string Chemin)[] Pages =>
    [
        ("etablissements", "/gestion/"), ("ce-matin", Ici("/")), ("candidats", Ici("/candidats")), ("fiche", Ici("/candidats/2026/301")),
        ("fiche-en-reserve", Ici("/candidats/2026/101")), ("a-traiter", Ici("/a-traiter")), ("gardes", Ici("/gardes")), ("garde", Ici("/gardes/1")),
        ("correspondances", Ici("/correspondances")), ("correspondance", Ici("/correspondances/8842")), ("connecteur", Ici("/connecteur")),
        ("avertissements", Ici("/avertissements")), ("envoi", Ici("/livraisons/1")), ("echange", Ici("/echanges/1")), ("message", Ici("/messages/1")), ("utilisateurs", "/gestion/utilisateurs"), ("audit", "/gestion/audit"),
        ("compte", "/gestion/compte"), ("introuvable", Ici("/candidats/2026/999999")),
    ];

    [Fact]
    public async Task Every_page_can_be_read_by_everybody()
    {
        Etab.Document["formations"]!.AsArray().Add(TestDocument.Formation(8877, "L1INCO"));
        await StartAsync(openGate: false);
        var page = await chromium.EntrerAsync(Gateway, Droit.Exploitant);
        foreach (var (nom, chemin) in Pages.Where(p => p.Nom is "ce-matin" or "a-traiter" or "gardes" or "connecteur"))
            await page.RegarderAsync(nom + "-vide", chemin);

        await Etab.OpenGateAsync(Gateway);
        await PushAndRestAsync(
        [
            .. Enumerable.Range(101, 43).Select(code => TestDocument.Voeu(code, TestDocument.SansCorrespondance)),
            .. Enumerable.Range(301, 60).Select(code => TestDocument.Voeu(code)), .. Enumerable.Range(401, 3).Select(code => TestDocument.Voeu(code, 8877)),
        ]);
        await SetClockAsync(8);
        await ResultAsync("REFUSE", "2026-07-07", [.. Enumerable.Range(302, 30)]);
        foreach (var (nom, chemin) in Pages) await page.RegarderAsync(nom, chemin);

        await page.GotoAsync(Ici("/candidats"));
        await page.GetByRole(AriaRole.Searchbox).FillAsync("lefevrea");
        await page.CliquerAsync("Chercher");
        await page.RegarderAsync("candidats-trouves", null);
        await page.CliquerAsync("Se déconnecter");
        await page.RegarderAsync("connexion", null);
    }

    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";
}
