using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue.Pages;

/// <summary>The pages of the catalogue, empty and full, as <see cref="CapturesTests"/> looks at the others.</summary>
public sealed class CapturesCatalogueTests(PostgresServer postgres, Chromium chromium) : CataloguePagesTest(postgres, chromium, scripts: true)
{
    private static readonly string[] Tous = ["", "/regles", "/regles/nouvelle", "/nuits", "/variations", "/imports", "/restauration"];

    [Fact]
    public async Task Its_pages_can_be_read_by_everybody()
    {
        await StartAsync(openGate: false);
        var page = await EntrerAsync(Moss);
        await page.RegarderAsync(Tous.Select(path => (Nom(path) + "-vide", "/gestion/catalogue" + path)));

        await FillAsync();
        string[] full = [.. Tous, "/formations/F03%7CL%231", "/formations/F20%7CL%231", "/regles/bts", "/regles/imbriquee", "/nuits/2026-02-14", "/nuits/2026-02-15", "/variations?academie=14"];
        await page.RegarderAsync(full.Select(path => (Nom(path), "/gestion/catalogue" + path)));
        await page.GotoAsync("/gestion/catalogue/nuits/2026-02-15");
        await page.CliquerAsync("Voir ce que la confirmer changerait");
        await page.RegarderAsync("catalogue-nuit-essai", null);
        await page.GotoAsync("/gestion/catalogue/regles/bts");
        await page.GetByLabel("Statut").SelectOptionAsync("à publier");
        await page.CliquerAsync("Voir ce que cela changera");
        await page.RegarderAsync("catalogue-regle-essai", null);
        await page.GotoAsync("/gestion/catalogue/restauration");
        await page.GetByLabel("Nuit", new() { Exact = true }).SelectOptionAsync("2026-02-12");
        await page.CliquerAsync("Voir ce que le retour changerait");
        await page.RegarderAsync("catalogue-restauration-essai", null);

        var instructor = await EntrerAsync(Rennes);
        await instructor.RegarderAsync("catalogue-instructeur", "/gestion/catalogue");
        await instructor.RegarderAsync("catalogue-instructeur-formation", "/gestion/catalogue/formations/F05%7CL%231");
        await instructor.RegarderAsync("catalogue-instructeur-regle", "/gestion/catalogue/regles/bts");
        var chief = await EntrerAsync(Droit.Exploitant);
        await chief.RegarderAsync("etablissements-nuit-retenue", "/gestion/");
    }

    // Decisions of people and of an académie, a refusal of Parcoursup, nights, and one that is held.
    private async Task FillAsync()
    {
        await FirstNightAsync("à publier");
        var rules = Rules(Recteur);
        rules.Add(JsonNode.Parse(
            """
            {"id":"imbriquee","niveau":"5 (BTS, DEUST...)","diplome":"BTS","condition_integration":"ne doit pas intégrer","statut":"non publiable en l'état",
             "regle_complementaire":{"combinateur":"OU","criteres":[{"champ":"cfd","operateur":"commence par","valeur":"400"},
              {"combinateur":"ET","criteres":[{"champ":"intitule_long","operateur":"contient","valeur":"agricole"},{"champ":"cfd","operateur":"différent de","valeur":"1"}]}]}}
            """));
        await Api.PutAsync("/api/catalogue/regles", rules);
        await Api.SendAsync(HttpMethod.Put, "/api/catalogue/regles/bts/statuts/14", JsonNode.Parse("""{"statut":"à publier"}"""));
        await NightAsync("2026-02-13");
        var key = (await Api.PostAsync("/api/catalogue/cles", JsonNode.Parse("""{"nom":"Dominique Roux","role":"instructeur","academies":"14"}""")))!["cle"]!.GetValue<string>();
        await Gateway.Http.PostJsonAsync("/api/catalogue/formations/F03%7CL%231/publier", "{}", key);
        await Gateway.Http.PostJsonAsync("/api/catalogue/formations/F04%7CL%231/ne-pas-publier", """{"raison":"Effectif complet"}""", key);
        await NightAsync("2026-02-14");
        await FeedAsync(9, HttpStatusCode.Conflict);
        await NightAsync("2026-02-15", HttpStatusCode.Conflict);
    }

    private static string Nom(string path) => "catalogue" + path.Replace('/', '-').Replace('?', '-').Replace('=', '-').Replace('%', '-');
}
