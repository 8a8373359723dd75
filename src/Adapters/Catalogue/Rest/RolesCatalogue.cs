using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Catalogue.Rest;

/// <summary>What a key may do here (rule H3): a role of the catalogue, or an administrator, who is the MOSS.</summary>
internal static class RolesCatalogue
{
    /// <summary>Null for a key that has nothing to do with the catalogue.</summary>
    public static Acteur? Acteur(this HttpContext http)
    {
        var caller = http.Caller();
        if (caller.IsAdministrator) return new(caller.Nom, RoleCatalogue.Moss, null);
        return RoleEcrit.Lire(caller.Nom, caller.Role, caller.Portee);
    }

    /// <summary>Nobody reads without a role of the catalogue.</summary>
    public static async ValueTask<object?> LireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Acteur() is null
            ? context.HttpContext.Error(StatusCodes.Status403Forbidden, "Authorization", "Cette clé ne donne pas accès au catalogue.")
            : await next(context);

    /// <summary>What the whole country is concerned by is the MOSS's.</summary>
    public static async ValueTask<object?> MossAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Acteur() is { Role: RoleCatalogue.Moss } ? await next(context)
            : context.HttpContext.Error(StatusCodes.Status403Forbidden, "Authorization", "Cette opération est celle de la MOSS.");

    /// <summary>Keys are given by administrators.</summary>
    public static async ValueTask<object?> AdministrateurAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Caller().IsAdministrator ? await next(context)
            : context.HttpContext.Error(StatusCodes.Status403Forbidden, "Authorization",
                "Cette opération demande la clé d'un administrateur.");
}
