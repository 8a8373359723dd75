using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>The service itself: its three methods, and what it does to a caller.</summary>
internal sealed class FormationsEndpoints(
    CatalogueState state, JournalAppels journal, PanneQueue pannes, JetonVerifier jetons, Func<ReponseSignature> signature,
    TimeProvider clock)
{
    public const string Base = "/ApiFormation/api";
    public const string Creation = "formations";
    public const string Modification = "majFormation";
    public const string Affectation = "affectation";

    private const string Html = "<!doctype html><html lang=\"fr\"><head><title>État HTTP {0}</title></head>"
        + "<body><h1>État HTTP {0}</h1></body></html>";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Base}/formations", (RequestDelegate)(context => TraiterAsync(context, Creation)));
        routes.MapPost($"{Base}/formations/majFormation", (RequestDelegate)(context => TraiterAsync(context, Modification)));
        routes.MapGet($"{Base}/formations/publications/affectation", (RequestDelegate)(context => TraiterAsync(context, Affectation)));
    }

    private async Task TraiterAsync(HttpContext context, string methode)
    {
        journal.Compter(methode);
        using var memoire = new MemoryStream();
        await context.Request.Body.CopyToAsync(memoire, context.RequestAborted);
        var corps = methode == Affectation ? Encoding.UTF8.GetBytes("null") : memoire.ToArray();
        if (methode != Affectation) journal.Recu(methode, Encoding.UTF8.GetString(corps));
        if (jetons.Refuser(context.Request.Headers.Authorization, corps) is { } motif)
        {
            journal.JetonRefuse(motif);
            await NePasCroireAsync(context.Response);
            return;
        }

        await ServirAsync(context, methode, corps, pannes.Take(methode));
    }

    private async Task ServirAsync(HttpContext context, string methode, byte[] corps, Panne? panne)
    {
        switch (panne?.Type)
        {
            case TypePanne.Indisponible:
                await JsonBody.WriteAsync(context.Response, Dire("Service indisponible"), StatusCodes.Status503ServiceUnavailable);
                return;
            case TypePanne.TropDeRequetes:
                context.Response.Headers.RetryAfter = "30";
                await JsonBody.WriteAsync(context.Response, Dire("Trop d'appels"), StatusCodes.Status429TooManyRequests);
                return;
            case TypePanne.Erreur:
                await JsonBody.WriteAsync(context.Response, Dire("Erreur interne"), StatusCodes.Status500InternalServerError);
                return;
            case TypePanne.PageHtml200:
                await PageAsync(context.Response, StatusCodes.Status200OK);
                return;
            case TypePanne.SansIdentifiant:
                await JsonBody.WriteAsync(context.Response, new JsonObject { ["g_ta_cod"] = null, ["dejaEnvoye"] = false });
                return;
            case TypePanne.Lenteur:
                await Task.Delay(TimeSpan.FromMilliseconds(panne.Millisecondes), clock, context.RequestAborted);
                break;
        }

        var (reponse, statut) = methode == Affectation ? (state.Retour(), 200) : Poster(methode, corps);
        if (panne?.Type == TypePanne.Coupure) context.Abort();
        else await JsonBody.WriteAsync(context.Response, reponse, statut);
    }

    private (JsonNode Reponse, int Statut) Poster(string methode, byte[] corps)
    {
        var recue = FormationRecue.Lire(corps, out var anomalies);
        journal.Anomalies(anomalies.Select(a => $"{methode} : {a}"));
        if (recue is null) return (Dire("Requête illisible"), StatusCodes.Status400BadRequest);
        if (methode == Creation && recue.GTaCod is not null)
            journal.Anomalies([$"{methode} : {recue.Rco} a déjà un g_ta_cod, c'est majFormation qu'il fallait appeler"]);
        if (methode == Modification && recue.GTaCod is null) journal.Anomalies([$"{methode} : {recue.Rco} est sans g_ta_cod"]);
        var (tenue, deja, refus) = methode == Creation ? state.Creer(recue) : state.Modifier(recue);
        if (tenue is not null)
        {
            journal.Compter("acceptees");
            return (new JsonObject { ["g_ta_cod"] = tenue.GTaCod, ["dejaEnvoye"] = deja }, StatusCodes.Status200OK);
        }

        journal.Compter("refusees");
        journal.Refuse(recue.Rco, refus!);
        return (Dire(refus!), StatusCodes.Status400BadRequest);
    }

    private Task NePasCroireAsync(HttpResponse response) => signature() switch
    {
        ReponseSignature.NonAutorise => PageAsync(response, StatusCodes.Status401Unauthorized),
        ReponseSignature.Interdit => JsonBody.WriteAsync(response, Dire(""), StatusCodes.Status403Forbidden),
        ReponseSignature.Page => PageAsync(response, StatusCodes.Status404NotFound),
        _ => JsonBody.WriteAsync(response, Dire("Not Found"), StatusCodes.Status404NotFound),
    };

    private static async Task PageAsync(HttpResponse response, int statut)
    {
        response.StatusCode = statut;
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(Html.Replace("{0}", $"{statut}", StringComparison.Ordinal), response.HttpContext.RequestAborted);
    }

    private static JsonObject Dire(string message) => new() { ["message"] = message };
}
