using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>What the people of Parcoursup do to formations, for a person with curl.</summary>
internal sealed class ManualEndpoints(CatalogueSimulator simulator, CatalogueState state)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/certificats", (RequestDelegate)CertifierAsync);
        routes.MapPost("/refus", (RequestDelegate)RefuserAsync);
        routes.MapPost("/signature", (RequestDelegate)SignerAsync);
        routes.MapPost("/fermetures", (RequestDelegate)(context => MarquerAsync(context, FormationTenue.Fermee)));
        routes.MapPost("/suppressions", (RequestDelegate)(context => MarquerAsync(context, FormationTenue.Supprimee)));
        routes.MapPost("/mdr", (RequestDelegate)(context => MarquerAsync(context, FormationTenue.Publiee)));
        routes.MapPost("/rattachements", (RequestDelegate)RattacherAsync);
        routes.MapPost("/retours", (RequestDelegate)AjouterAsync);
    }

    private async Task CertifierAsync(HttpContext context)
    {
        var body = await ObjetAsync(context);
        if (body is null || JsonBody.Field(body, "id") is not { } id || JsonBody.Field(body, "pem") is not { } pem)
        {
            await JsonBody.WriteErrorAsync(context.Response, "id et pem sont obligatoires.");
            return;
        }

        try
        {
            simulator.Certifier(new CertificatConnu(id, pem));
            await FaitAsync(context);
        }
        catch (ArgumentException e)
        {
            await JsonBody.WriteErrorAsync(context.Response, e.Message);
        }
    }

    private async Task RefuserAsync(HttpContext context)
    {
        var body = await ObjetAsync(context);
        var motif = body is null ? null : JsonBody.Field(body, "motif");
        if (body is null || JsonBody.Field(body, "rco") is not { } rco)
            await JsonBody.WriteErrorAsync(context.Response, "rco est obligatoire.");
        else if (motif is not null && !MotifsRefus.Tous.ContainsKey(motif))
            await JsonBody.WriteErrorAsync(context.Response, $"motif doit valoir : {string.Join(", ", MotifsRefus.Tous.Keys)}.");
        else
        {
            state.Refuser(rco, motif ?? JsonBody.Field(body, "message"));
            await FaitAsync(context);
        }
    }

    private async Task SignerAsync(HttpContext context)
    {
        var body = await ObjetAsync(context);
        if (body is null || !Enum.TryParse<ReponseSignature>(JsonBody.Field(body, "reponse"), ignoreCase: true, out var reponse)
            || !Enum.IsDefined(reponse))
        {
            await JsonBody.WriteErrorAsync(context.Response,
                $"reponse doit valoir : {string.Join(", ", Enum.GetNames<ReponseSignature>())}.");
            return;
        }

        simulator.Signature = reponse;
        await FaitAsync(context);
    }

    private async Task MarquerAsync(HttpContext context, string statut)
    {
        var body = await ObjetAsync(context);
        if (body is null || JsonBody.Number(body, "g_ta_cod") is not { } code)
            await JsonBody.WriteErrorAsync(context.Response, "g_ta_cod est obligatoire.");
        else if (!state.Marquer(code, statut))
            await JsonBody.WriteErrorAsync(context.Response, $"Aucune formation {code}.", StatusCodes.Status409Conflict);
        else await FaitAsync(context);
    }

    private async Task RattacherAsync(HttpContext context)
    {
        var body = await ObjetAsync(context);
        if (body is null || JsonBody.Field(body, "rco") is not { } rco)
            await JsonBody.WriteErrorAsync(context.Response, "rco est obligatoire.");
        else
            await JsonBody.WriteAsync(context.Response,
                new JsonObject { ["g_ta_cod"] = state.Rattacher(rco, JsonBody.Number(body, "g_ta_cod")) });
    }

    private async Task AjouterAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context.Request, context.RequestAborted) is not JsonArray lignes || lignes.Any(l => l is null))
        {
            await JsonBody.WriteErrorAsync(context.Response, "Le corps doit être une liste de lignes du flux retour.");
            return;
        }

        state.Ajouter(lignes);
        await FaitAsync(context);
    }

    private static async Task<JsonObject?> ObjetAsync(HttpContext context) =>
        await JsonBody.ReadAsync(context.Request, context.RequestAborted) as JsonObject;

    private static Task FaitAsync(HttpContext context) => JsonBody.WriteAsync(context.Response, new JsonObject { ["fait"] = true });
}
