using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>The pages of a lycée on Fregata, empty and full, as <see cref="CapturesTests"/> looks at the others.</summary>
public sealed class CapturesFregataTests(PostgresServer postgres, Chromium chromium) : FregataTest(postgres, DatabaseEngine.Sqlite)
{
    private string Ici(string chemin) => $"/gestion/etablissements/{Etab.Code}{chemin}";

    [Fact]
    public async Task Its_pages_can_be_read_by_everybody()
    {
        await StartFregataAsync();
        var page = await chromium.EntrerAsync(Gateway, new Droit(Niveau.Administrateur, Etab.Code));
        foreach (var nom in new[] { "imports", "admis", "dossiers", "validations" }) await page.RegarderAsync($"fregata-{nom}-vide", Ici($"/fregata/{nom}"));

        AtParcoursup([.. VingtCandidats(), Admis(301, formation: TestDocument.SansCorrespondance)]);
        await Fregata.ImportedAsync();
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":100,"methode":"getCandidatsAdmis"}""");
        await Fregata.ImportAsync();
        await Fregata.ListAsync("inscriptions");
        await Fregata.ProcessAsync(101, 102, 103, 104);
        await SetDayAsync(9, 1);
        await Fregata.ValidateAsync(101, 102, 120);
        await PushAndRestAsync(Admis(103, situation: 3), Admis(110, situation: 3), Admis(401));
        foreach (var nom in new[] { "imports", "imports/1", "imports/2", "admis", "dossiers", "dossiers?etat=Valide", "validations", "validations/1" })
            await page.RegarderAsync("fregata-" + nom.Replace('/', '-').Replace('?', '-').Replace('=', '-'), Ici($"/fregata/{nom}"));
        await page.RegarderAsync("fregata-correspondances", Ici("/correspondances"));
        await page.RegarderAsync("fregata-correspondance", Ici($"/correspondances/{Btsa}"));
    }
}
