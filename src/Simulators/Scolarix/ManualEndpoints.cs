using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>What the students and the gestionnaires do, for a person with curl.</summary>
internal sealed class ManualEndpoints(ScolarixSimulator simulator)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/imports", (RequestDelegate)(context => ImportAsync(context.Response)));
        routes.MapPost("/preinscriptions", (RequestDelegate)(async context => await SettleAsync(
            context, body => JsonBody.Number(body, "codeCandidat") is { } code ? (true, simulator.Preinscrire(code))
            : (false, "codeCandidat est obligatoire."))));
        routes.MapPost("/inscriptions", (RequestDelegate)(async context => await SettleAsync(context, Enrol)));
        routes.MapPost("/retours", (RequestDelegate)ReturnAsync);
    }

    private Task ImportAsync(HttpResponse response)
    {
        var import = simulator.Importer();
        return JsonBody.WriteAsync(
            response,
            new JsonObject
            {
                ["instantane"] = import.Numero, ["reussi"] = import.Reussi, ["message"] = import.Message,
                ["candidats"] = import.Candidats, ["entres"] = import.Entres, ["sortis"] = import.Sortis,
            },
            import.Reussi ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    /// <summary>400 when the order cannot be read, 409 when Scolarix says no.</summary>
    private static async Task SettleAsync(HttpContext context, Func<JsonObject, (bool Lisible, string? Message)> act)
    {
        var (lisible, message) = await JsonBody.ReadAsync(context.Request, context.RequestAborted) is JsonObject body
            ? act(body)
            : (false, "Le corps doit être un objet JSON.");
        if (message is null)
            await JsonBody.WriteAsync(context.Response, new JsonObject { ["fait"] = true });
        else
            await JsonBody.WriteErrorAsync(context.Response, message, lisible ? StatusCodes.Status409Conflict
                : StatusCodes.Status400BadRequest);
    }

    private (bool Lisible, string? Message) Enrol(JsonObject body)
    {
        if (JsonBody.Number(body, "codeCandidat") is not { } code)
            return (false, "codeCandidat est obligatoire.");
        if (!DateTime.TryParseExact(JsonBody.Field(body, "date"), "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date))
            return (false, "date est obligatoire, par exemple 2026-07-08T10:30.");
        return (true, simulator.Inscrire(new InscriptionScolarix(
            code, Flag(body, "payee"), Flag(body, "annulee"), date, JsonBody.Number(body, "codeFormation"), JsonBody.Field(body, "type"))));
    }

    private async Task ReturnAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context.Request, context.RequestAborted) is not JsonObject body
            || !DateOnly.TryParseExact(JsonBody.Field(body, "jour"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var jour))
        {
            await JsonBody.WriteErrorAsync(context.Response, "jour est obligatoire, par exemple 2026-07-08.");
            return;
        }

        await JsonBody.WriteAsync(context.Response,
            new JsonObject { ["fichier"] = await simulator.RendreAsync(jour, context.RequestAborted) });
    }

    private static bool Flag(JsonObject body, string name) => body[name]?.GetValueKind() == JsonValueKind.True;
}
