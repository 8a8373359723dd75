using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Api;

/// <summary>API keys by REST: administrators' keys, and those of each établissement. A key is shown once, at its creation.</summary>
internal static class KeyEndpoints
{
    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/cles", async (HttpContext http, ApiKeys keys) =>
            ApiErrors.Json((await keys.ListAsync(null, http.RequestAborted))
                .Select(k => new
                {
                    k.Id, k.Nom, k.CreeeLe, k.Limites.ExpireLe, k.Limites.Adresses, k.Limites.LectureSeule, k.UtiliseeLe,
                    celleDeCetAppel = k.Id == http.Caller().Id,
                })));
        admin.MapPost("/cles", (KeyRequest request, HttpContext http, ApiKeys keys) => CreateAsync(request, null, http, keys));
        admin.MapDelete("/cles/{id}", (string id, string? confirmer, HttpContext http, ApiKeys keys) =>
            RevokeAsync(id, confirmer, http, keys));

        admin.MapGet("/etablissements/{etab}/cles", async (string etab, HttpContext http, ApiKeys keys, ConfigurationDirectory directory) =>
            directory.Current.Find(etab) is { } e ? ApiErrors.Json((await keys.ListAsync(e.Code, http.RequestAborted)).Select(View))
            : Unknown(http, etab));
        admin.MapPost("/etablissements/{etab}/cles",
            async (string etab, KeyRequest request, HttpContext http, ApiKeys keys, ConfigurationDirectory directory) =>
            directory.Current.Find(etab) is { } e ? await CreateAsync(request, e.Code, http, keys) : Unknown(http, etab));
        admin.MapDelete("/etablissements/{etab}/cles/{id}",
            async (string etab, string id, HttpContext http, ApiKeys keys, ConfigurationDirectory directory) =>
            directory.Current.Find(etab) is { } e && await keys.RevokeAsync(e.Code, id, http.RequestAborted) ? Results.NoContent()
            : NoSuchKey(http));
    }

    private static async Task<IResult> CreateAsync(KeyRequest request, string? etablissement, HttpContext http, ApiKeys keys)
    {
        var limites = new LimitesCle(request.ExpireLe, request.Adresses ?? [], request.LectureSeule == true);
        var errors = keys.Errors(request.Nom, limites).ToList();
        if (errors.Count > 0) return http.Errors(StatusCodes.Status400BadRequest, errors);
        var (id, cle) = await keys.CreateAsync(request.Nom!, etablissement, http.RequestAborted, limites);
        return ApiErrors.Json(new { id, cle }, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(string id, string? confirmer, HttpContext http, ApiKeys keys)
    {
        if (id == http.Caller().Id && confirmer != id)
            return http.Error(StatusCodes.Status409Conflict, "confirmer",
                $"C'est la clé de cet appel : pour la révoquer vraiment, ajouter ?confirmer={id} à l'adresse.");
        return await keys.RevokeAdministratorAsync(id, http.RequestAborted) switch
        {
            Revocation.Done => Results.NoContent(),
            Revocation.LastOne => http.Error(StatusCodes.Status409Conflict, "id",
                "C'est la dernière clé d'administrateur : en créer une autre d'abord."),
            _ => NoSuchKey(http),
        };
    }

    private static IResult NoSuchKey(HttpContext http) => http.Error(StatusCodes.Status404NotFound, "id", "Cette clé n'existe pas.");

    private static IResult Unknown(HttpContext http, string code) =>
        http.Error(StatusCodes.Status404NotFound, "code", ApiErrors.NoEtablissement(code));

    private static object View(ApiKeyRow key) => new
    {
        key.Id, key.Nom, key.CreeeLe, key.Limites.ExpireLe, key.Limites.Adresses, key.Limites.LectureSeule, key.UtiliseeLe,
    };

    internal sealed record KeyRequest(
        string? Nom, DateTimeOffset? ExpireLe = null, IReadOnlyList<string>? Adresses = null, bool? LectureSeule = null);
}
