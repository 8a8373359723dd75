using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>What a person with curl needs: candidates to put in, pushes to start, feedback to refuse.</summary>
internal sealed class ManualEndpoints(ParcoursupSimulator simulator, ParcoursupState state)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/candidats", UpsertAsync);
        routes.MapPost("/pousser", PushAsync);
        routes.MapPost("/refus", RefuseAsync);
    }

    private async Task UpsertAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        IEnumerable<JsonNode?> candidats = body is JsonArray many ? many : [body];
        var voeux = new List<VoeuSimule>();
        foreach (var candidat in candidats)
        {
            var voeu = VoeuSimule.Read(candidat, out var erreur);
            if (voeu is null)
            {
                await JsonBody.WriteErrorAsync(context.Response, erreur);
                return;
            }

            voeux.Add(voeu);
        }

        state.Upsert(voeux);
        await JsonBody.WriteAsync(context.Response, new JsonObject { ["enregistres"] = voeux.Count });
    }

    private async Task PushAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted) as JsonObject;
        var uai = body is null ? null : JsonBody.Field(body, "uai");
        var etablissement = uai is null ? null : state.Etablissement(uai);
        if (etablissement?.UrlPush is null)
        {
            await JsonBody.WriteErrorAsync(context.Response,
                "Le champ « uai » doit nommer un établissement déclaré avec une adresse de poussée.");
            return;
        }

        var codes = Codes(body!["codesCandidat"] as JsonArray);
        if (codes is null && body["codesCandidat"] is not null)
        {
            await JsonBody.WriteErrorAsync(context.Response, "Le champ « codesCandidat » doit être un tableau de numéros de candidat.");
            return;
        }

        var voeux = state.Voeux(v => string.Equals(v.Uai, uai, StringComparison.OrdinalIgnoreCase)
            && (codes is null || codes.Contains(v.Cle.CodeCandidat)));
        var bilan = await simulator.PousserAsync(
            [.. voeux.Select(v => v.Cle)], etablissement.UrlPush, etablissement.LoginPush, etablissement.MotDePassePush,
            context.RequestAborted);
        await JsonBody.WriteAsync(context.Response, new JsonObject
        {
            ["envoyees"] = bilan.Envoyees,
            ["acquittees"] = bilan.Acquittees,
            ["perdues"] = bilan.Perdues.Count,
        });
    }

    private async Task RefuseAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted) as JsonObject;
        var codes = Codes(body?["codesCandidat"] as JsonArray);
        if (codes is null)
        {
            await JsonBody.WriteErrorAsync(context.Response, "Le champ « codesCandidat » doit être un tableau de numéros de candidat.");
            return;
        }

        state.Refuse(codes);
        await JsonBody.WriteAsync(context.Response, new JsonObject { ["refuses"] = codes.Count });
    }

    /// <summary>The numbers of an array; what is no number names nobody.</summary>
    private static HashSet<int>? Codes(JsonArray? codes) =>
        codes is null
            ? null
            : [.. codes.Select(code => int.TryParse(code?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : -1)];
}
