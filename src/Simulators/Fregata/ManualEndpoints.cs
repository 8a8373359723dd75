using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>The menus of Fregata, for a person with curl: <c>utilisateur</c> and <c>role</c> say who acts.</summary>
internal sealed class ManualEndpoints(FregataSimulator simulator)
{
    private delegate Task<JsonNode> Geste(JsonObject body, PersonneFregata personne, CancellationToken cancellationToken);

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/imports", ImportAsync);
        Map(routes, "/suivi", async (_, personne, ct) => new JsonObject { ["erreur"] = await simulator.SuivreAsync(personne, ct) });
        Map(routes, "/recherches", async (body, personne, ct) =>
            new JsonArray([.. (await simulator.RechercherAsync(personne, ct, JsonBody.Field(body, "etat"))).Select(id => (JsonNode)id)]));
        Map(routes, "/traitements", async (body, personne, ct) =>
            Ecrire(await simulator.TraiterAsync([.. Ids(body).Select(id => Traitement(id, body))], personne, ct)));
        Map(routes, "/immatriculations", (_, _, _) =>
            Task.FromResult<JsonNode>(new JsonObject { ["immatricules"] = simulator.Immatriculer() }));
        Map(routes, "/controles", async (body, personne, ct) => Ecrire(await simulator.ControlerAsync(Ids(body), personne, ct)));
        Map(routes, "/validations", async (body, personne, ct) =>
            Ecrire(await simulator.ValiderAsync(Ids(body), Date(body), personne, ct)));
        Map(routes, "/annulations", async (body, personne, ct) => Ecrire(await simulator.AnnulerValidationAsync(Ids(body), personne, ct)));
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Geste geste) =>
        routes.MapPost(path, (RequestDelegate)(async context =>
    {
        if (await JsonBody.ReadAsync(context.Request, context.RequestAborted) is not JsonObject body)
        {
            await JsonBody.WriteErrorAsync(context.Response, "Le corps doit être un objet JSON.");
            return;
        }

        var personne = new PersonneFregata(JsonBody.Field(body, "utilisateur") ?? "curl", JsonBody.Field(body, "role")
            ?? PersonneFregata.Gestion);
        try
        {
            await JsonBody.WriteAsync(context.Response, await geste(body, personne, context.RequestAborted));
        }
        catch (FormatException e)
        {
            await JsonBody.WriteErrorAsync(context.Response, e.Message);
        }
        catch (HttpRequestException e)
        {
            await JsonBody.WriteErrorAsync(context.Response, $"La passerelle ne répond pas : {e.Message}", StatusCodes.Status502BadGateway);
        }
    }));

    private async Task<JsonNode> ImportAsync(JsonObject body, PersonneFregata personne, CancellationToken cancellationToken)
    {
        var annee = JsonBody.Field(body, "anneeScolaire")
            ?? throw new FormatException("anneeScolaire est obligatoire, par exemple 2026-2027.");
        var import = await simulator.ImporterAsync(annee, personne, cancellationToken);
        return new JsonObject { ["status"] = import.Status, ["id"] = import.Id, ["etat"] = import.Etat, ["message"] = import.Message };
    }

    private static List<string> Ids(JsonObject body) => body["inscriptions"] is JsonArray ids
        ? [.. ids.Select(id => id?.ToString() ?? "")]
        : throw new FormatException("inscriptions est obligatoire : un tableau de numéros de dossier.");

    private static DateOnly Date(JsonObject body) =>
        DateOnly.TryParseExact(JsonBody.Field(body, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException("date est obligatoire, par exemple 2026-09-01.");

    private static TraitementFregata Traitement(string id, JsonObject body) => new(
        id, JsonBody.Field(body, "division"), JsonBody.Field(body, "regime"),
        (body["corrections"] as JsonObject)?.ToDictionary(c => c.Key, c => c.Value?.ToString() ?? "", StringComparer.Ordinal));

    private static JsonObject Ecrire(RapportFregata rapport) => new()
    {
        ["status"] = rapport.Status,
        ["id"] = rapport.Id,
        ["inscriptions"] = new JsonArray([.. rapport.Lignes.Select(l => (JsonNode)new JsonObject
        {
            ["id"] = l.Id, ["resultat"] = l.Resultat, ["champ"] = l.Champ, ["message"] = l.Message,
        })]),
    };
}
