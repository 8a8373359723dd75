using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Catalogue.Rest;

/// <summary>Keys with a role of the catalogue: given, listed and revoked by administrators; shown once.</summary>
internal static class CleEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group = group.MapGroup("/cles").AddEndpointFilter(RolesCatalogue.AdministrateurAsync);
        group.MapGet("", async (ApiKeys keys, CancellationToken ct) => CatalogueEndpoints.Dire(Issue.Faite(new
        {
            cles = (await keys.ListRolesAsync(RoleEcrit.Prefixe, ct)).Select(k => new
            {
                id = k.Id, nom = k.Nom, role = k.Role[RoleEcrit.Prefixe.Length..], academies = k.Portee, creee_le = k.CreeeLe,
                expire_le = k.Limites.ExpireLe, adresses = k.Limites.Adresses, lecture_seule = k.Limites.LectureSeule,
                utilisee_le = k.UtiliseeLe,
            }),
        })));
        group.MapPost("", CreerAsync);
        group.MapDelete("/{id}", async (string id, ApiKeys keys, HttpContext http) =>
            await keys.RevokeRoleAsync(RoleEcrit.Prefixe, id, http.RequestAborted) ? Results.NoContent()
                : http.Error(StatusCodes.Status404NotFound, "id", "Cette clé n'existe pas."));
    }

    private static async Task<IResult> CreerAsync(DemandeCle demande, HttpContext http, ApiKeys keys)
    {
        if (Acteur.Lire(demande.nom, demande.role, demande.academies, out var refusal) is not { } actor)
            return CatalogueEndpoints.Dire(Issue.Refusee("cle", refusal!));
        var limites = new LimitesCle(demande.expire_le, demande.adresses ?? [], demande.lecture_seule == true);
        var errors = limites.Errors(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).ToList();
        if (errors.Count > 0) return http.Errors(StatusCodes.Status400BadRequest, errors);
        var (id, cle) = await keys.CreateRoleAsync(actor.Nom, RoleEcrit.Prefixe + demande.role!.Trim().ToLowerInvariant(),
            demande.academies?.Trim() ?? "", http.RequestAborted, limites);
        return Results.Json(new { id, cle }, statusCode: StatusCodes.Status201Created);
    }

    internal sealed record DemandeCle(
        string? nom, string? role, string? academies, DateTimeOffset? expire_le = null, IReadOnlyList<string>? adresses = null,
        bool? lecture_seule = null);
}
