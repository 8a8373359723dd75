using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>What a person, or a test, may do by hand: look, order faults, set sins, void the tokens.</summary>
internal sealed class ManualEndpoints(ExpositionSimulator simulator, ExpositionCompteurs compteurs, PechesExposition faults)
{
    public static readonly string[] Methodes = ["regionales", "formations", "certifications", "jeton"];

    private static readonly JsonSerializerOptions Noms = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly PanneReader Reader = new(
        new Dictionary<string, TypePanne>
        {
            ["503"] = TypePanne.Indisponible, ["lenteur"] = TypePanne.Lenteur, ["coupure"] = TypePanne.Coupure,
            ["html404"] = TypePanne.PageHtml404, ["html200"] = TypePanne.PageHtml200, ["corpsCoupe"] = TypePanne.CorpsCoupe,
            ["429"] = TypePanne.TropDeRequetes,
        },
        Methodes);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPannes(faults.Pannes, Reader);
        routes.MapGet("/etat", (RequestDelegate)(http => JsonBody.WriteAsync(http.Response, Etat())));
        routes.MapPost("/jetons/revoquer", (RequestDelegate)(http =>
        {
            simulator.RevoquerLesJetons();
            return JsonBody.WriteAsync(http.Response, Etat());
        }));
        routes.MapPost("/peches", PechesAsync);
    }

    private async Task PechesAsync(HttpContext http)
    {
        try
        {
            var body = await JsonBody.ReadAsync(http.Request, http.RequestAborted);
            simulator.Peches = body.Deserialize<ExpositionPeches>(Noms) ?? new ExpositionPeches();
            await JsonBody.WriteAsync(http.Response, Etat());
        }
        catch (JsonException wrong)
        {
            await JsonBody.WriteErrorAsync(http.Response, $"Champ inconnu ou valeur illisible ({wrong.Path}).");
        }
    }

    private JsonObject Etat() => new()
    {
        ["adresses"] = new JsonObject
        {
            ["ancienne"] = simulator.Ancienne.ToString(), ["nouvelle"] = simulator.Nouvelle.ToString(),
            ["jetons"] = simulator.Jetons.ToString(),
        },
        ["jeu"] = new JsonObject
        {
            ["formations"] = simulator.Jeu.Formations.Count, ["certifications"] = simulator.Jeu.Certifications.Count,
            ["regionales"] = simulator.Jeu.Regionales.Count,
        },
        ["appels"] = compteurs.Describe(),
        ["peches"] = JsonSerializer.SerializeToNode(simulator.Peches, Noms),
        ["pannes"] = Reader.Describe(faults.Pannes.Waiting()),
    };
}
