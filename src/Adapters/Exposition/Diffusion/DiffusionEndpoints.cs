using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>What re-users get: one stable address, whatever becomes of the API behind it.</summary>
internal static partial class DiffusionEndpoints
{
    private const string Prefixe = "/api/exposition";
    private const int LimiteParDefaut = 100;
    private const int LimiteMaximale = 1000;
    private const string SansExecution = "Aucun appariement n'a encore été appliqué.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Prefixe).WithMetadata(ApiPolicy.Own);
        group.MapGet("/formations", ListeAsync);
        group.MapGet("/formations.csv", CsvAsync);
        group.MapGet("/formations/{cle}", FormationAsync);
        group.MapGet("/openapi.json", (HttpContext http, CancellationToken ct) => DescriptionAsync(http, ct));
        group.MapGet("/{**reste}", () => RefusApi.De(StatusCodes.Status404NotFound,
            "Cette adresse n'existe pas ; celles qu'il y a : /api/exposition/openapi.json.")).ExcludeFromDescription();
    }

    // The gateway's own description where there is one; « servir » has what was taken of it.
    private static async Task<IResult> DescriptionAsync(HttpContext http, CancellationToken ct) =>
        http.RequestServices.GetService<IApiDescription>() is { } api
            ? Results.Text((await api.OfAsync(Prefixe, ct)).ToJsonString(JsonText.Options), "application/json")
            : Results.Stream(typeof(DiffusionEndpoints).Assembly.GetManifestResourceStream("openapi-exposition.json")!, "application/json");

    private static Task<IResult> FormationAsync(
        string cle, string? millesime, HttpContext http, DiffusionBook book, FicheReader fiches, EnregistrementServi enregistrement) =>
        UaiEtCode().Match(cle) is { Success: true } match
            ? enregistrement.RepondreAsync(match.Groups[1].Value.ToUpperInvariant(), match.Groups[2].Value, millesime, http.RequestAborted)
            : LigneAsync(cle, http, book, fiches);

    private static async Task<IResult> LigneAsync(string cle, HttpContext http, DiffusionBook book, FicheReader fiches)
    {
        var ct = http.RequestAborted;
        if (await book.ExecutionAsync(ct) is not { } execution) return RefusApi.De(StatusCodes.Status404NotFound, SansExecution);
        if (await book.LigneAsync(execution.Id, cle, ct) is { } ligne)
            return Json(await fiches.FormationAsync(ligne, execution.Millesime, ct), execution.TermineeLe);
        // g_ta_cod of the catalogue of publication is the other number: its page leads here.
        var autres = await book.ParInscriptionAsync(execution.Id, cle, ct);
        if (autres.Count == 0 && cle.Contains('-', StringComparison.Ordinal))
            return RefusApi.De(StatusCodes.Status400BadRequest,
                $"{Cite.De(cle)} n'est ni un CODEFORMATIONACCUEIL ni un UAI (7 chiffres et une lettre) suivi de « - » et d'un code.");
        return RefusApi.De(StatusCodes.Status404NotFound, autres.Count == 0 ? $"Formation inconnue : {Cite.De(cle)}."
                : $"{Cite.De(cle)} est un CODEFORMATIONINSCRIPTION ; demander l'un des CODEFORMATIONACCUEIL de « data ».",
            autres.Count == 0 ? null
                : new JsonObject { ["CODEFORMATIONACCUEIL"] = new JsonArray([.. autres.Select(l => JsonValue.Create(l.Cle))]) });
    }

    private static async Task<IResult> ListeAsync(
        string? apres, string? limite, [CouvertureDite] string? couverture, [RaisonDite] string? raison, HttpContext http,
        DiffusionBook book, FicheReader fiches)
    {
        var ct = http.RequestAborted;
        var nombre = LimiteParDefaut;
        if (limite is not null && !(int.TryParse(limite, NumberStyles.None, CultureInfo.InvariantCulture, out nombre)
            && nombre is >= 1 and <= LimiteMaximale))
            return RefusApi.De(StatusCodes.Status400BadRequest, $"limite : {Cite.De(limite)} ; écrire un nombre de 1 à {LimiteMaximale}.");
        var (voulue, motif) = (CouvertureDiteAttribute.Lire(couverture), RaisonDiteAttribute.Lire(raison));
        if (apres?.AsSpan().ContainsAnyInRange('\0', '\u001F') == true)
            return RefusApi.De(StatusCodes.Status400BadRequest, $"apres : {Cite.De(apres)} ; reprendre la valeur de « suivant ».");
        if (await book.ExecutionAsync(ct) is not { } execution) return RefusApi.De(StatusCodes.Status404NotFound, SansExecution);
        var lignes = await book.PageAsync(execution.Id, new(apres, voulue, motif, nombre + 1), ct);
        var page = new JsonArray();
        foreach (var ligne in lignes.Take(nombre)) page.Add(await fiches.FormationAsync(ligne, execution.Millesime, ct));
        var suivant = lignes.Count > nombre ? lignes[nombre - 1].Cle : null;
        if (suivant is not null)
            http.Response.Headers.Link = $"<{http.Request.Path}{Suite(http.Request.Query, suivant)}>; rel=\"next\"";
        return Json(new JsonObject { ["formations"] = page, ["total"] = execution.Total, ["suivant"] = suivant }, execution.TermineeLe);
    }

    private static async Task<IResult> CsvAsync(HttpContext http, DiffusionBook book, IBusinessClock clock)
    {
        if (await book.ExecutionAsync(http.RequestAborted) is not { } execution)
            return RefusApi.De(StatusCodes.Status404NotFound, SansExecution);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(
            stream => DiffusionCsv.WriteAsync(stream, book, execution.Id, http.RequestAborted), "text/csv; charset=utf-8",
            $"formations-{execution.JourMetier:yyyy-MM-dd}.csv", execution.TermineeLe,
            // Another base numbers its runs from 1 again.
            new EntityTagHeaderValue(FormattableString.Invariant($"\"execution-{execution.Id}-{execution.TermineeLe.UtcTicks:x}\"")));
    }

    /// <summary>An answer that a re-user may keep and ask about again: ETag, Last-Modified, 304.</summary>
    public static IResult Json(JsonNode body, DateTimeOffset modifie)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(JsonText.Options));
        var tag = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
        return new Revalide(Results.Bytes(
            bytes, "application/json; charset=utf-8", lastModified: modifie, entityTag: new EntityTagHeaderValue($"\"{tag}\"")));
    }

    private static string Suite(IQueryCollection query, string apres) => QueryString.Create(
        query.Where(q => q.Key != "apres").Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString())).Append(new("apres", apres)))
        .ToUriComponent();

    // What has this shape is an UAI and a code, right or wrong.
    [GeneratedRegex(@"^([0-9A-Za-z]{8})-(.*)\z")]
    private static partial Regex UaiEtCode();

    private sealed class Revalide(IResult result) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-cache";
            return result.ExecuteAsync(httpContext);
        }
    }
}
