using System.Text;
using Microsoft.Playwright;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>The pages of an établissement on Scolarix, empty and full, as <see cref="CapturesTests"/> looks at the others.</summary>
public sealed class CapturesScolarixTests(PostgresServer postgres, Chromium chromium) : ScolarixTest(postgres, DatabaseEngine.Sqlite)
{
    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";

    [Fact]
    public async Task Its_pages_can_be_read_by_everybody()
    {
        await StartAsync(openGate: false);
        var page = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Administrateur, Etab.Code));
        foreach (var nom in new[] { "instantanes", "population", "retours" }) await page.RegarderAsync($"scolarix-{nom}-vide", Ici($"/scolarix/{nom}"));

        await TrustedPullAsync();
        await SetClockAsync(7);
        await AdmitAsync([.. Enumerable.Range(101, 20)]);
        await SnapshotAsync();
        await PushAndRestAsync(
        [
            .. Enumerable.Range(101, 6).Select(code => TestDocument.Voeu(code, situation: 3, reponse: "07/07/2026 15:00")),
            .. Enumerable.Range(201, 5).Select(code => TestDocument.Voeu(code)), .. Enumerable.Range(301, 3).Select(code => TestDocument.Voeu(code, situation: 2)),
        ]);
        await AdmitAsync(401, 402);
        await AtRestAsync();
        await SnapshotAsync("EnAttente");
        foreach (var nom in new[] { "instantanes", "instantanes/1", "instantanes/2", "instantanes/2?nature=Entree", "population", "population?presence=Absente", "population?presence=Presente" })
            await page.RegarderAsync("scolarix-" + nom.Replace('/', '-').Replace('?', '-').Replace('=', '-'), Ici($"/scolarix/{nom}"));
        await page.RegarderAsync("scolarix-garde", Ici("/gardes/1"));

        await SetClockAsync(10, 19);
        await page.GotoAsync(Ici("/scolarix/retours"));
        await HandInAsync(page, "rattrapage.csv", "110;;;VALIDEE;O;10/07/2026\r\n111;000000111AA;;PAYE;O;10/07/2026\r\n112;;;VALIDEE;peut-être;10/07/2026\r\n;99999999999;;VALIDEE;O;10/07/2026\r\n", "Vérifier sans rien prendre");
        await page.RegarderAsync("scolarix-retours-essai", null);
        await HandInAsync(page, "rattrapage.csv", "110;;;VALIDEE;O;10/07/2026\r\n111;000000111AA;;PAYE;O;10/07/2026\r\n112;;;VALIDEE;peut-être;10/07/2026\r\n;99999999999;;VALIDEE;O;10/07/2026\r\n", "Déposer");
        await page.RegarderAsync("scolarix-retour", null);
        await page.GotoAsync(Ici("/scolarix/retours"));
        await HandInAsync(page, "du-jour.csv", "113;;;VALIDEE;O;10/07/2026\r\n", "Déposer");
        await page.RegarderAsync("scolarix-retour-entier", null);
        await page.RegarderAsync("scolarix-retours", Ici("/scolarix/retours"));
    }

    private static async Task HandInAsync(IPage page, string nom, string lignes, string bouton)
    {
        await page.GetByLabel("Fichier rendu par Scolarix").SetInputFilesAsync(new FilePayload
        {
            Name = nom, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\r\n" + lignes),
        });
        await page.CliquerAsync(bouton);
    }
}
