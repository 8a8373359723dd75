using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Security;

namespace Parcoursup.Gateway.Api;

/// <summary>
/// Who may do what on <c>/api</c>: a valid key for everything; an administrator's for what concerns all; the
/// établissement's own or an administrator's for what concerns one (authorisation is per établissement).
/// </summary>
internal static class ApiAccess
{
    private const string Scheme = "Bearer ";

    public static ApiCaller Caller(this HttpContext http) => http.Features.Get<ApiCaller>()!;

    public static EtablissementModel Etablissement(this HttpContext http) => http.Features.Get<EtablissementModel>()!;

    /// <summary>401 without a valid key, whatever the path.</summary>
    public static async ValueTask<object?> RequireKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var throttle = http.RequestServices.GetRequiredService<FailureThrottle>();
        var address = http.Connection.RemoteIpAddress?.ToString();
        if (throttle.IsBlocked("api", address))
            return http.Error(StatusCodes.Status429TooManyRequests, "Authorization", "Trop de tentatives avec une clé inconnue : patienter une minute.");

        var header = http.Request.Headers.Authorization.ToString();
        var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
        var caller = key is null ? null : await http.RequestServices.GetRequiredService<ApiKeys>().FindAsync(key, http.RequestAborted);
        if (caller is null)
        {
            throttle.Failed("api", address);
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return http.Error(StatusCodes.Status401Unauthorized, "Authorization", "Clé d'API absente ou inconnue : envoyer « Authorization: Bearer <clé> ».");
        }

        http.Features.Set(caller);
        return await next(context);
    }

    public static ValueTask<object?> RequireAdministratorAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Caller().IsAdministrator
            ? next(context)
            : ValueTask.FromResult<object?>(context.HttpContext.Error(StatusCodes.Status403Forbidden, "Authorization", "Cette opération demande la clé d'un administrateur."));

    /// <summary>Finds the établissement of the path; an établissement's key learns nothing of another, not even that it exists.</summary>
    public static ValueTask<object?> RequireEtablissementAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var name = http.Request.RouteValues["etab"] as string;
        var etablissement = http.RequestServices.GetRequiredService<ConfigurationDirectory>().Current.Find(name);
        var caller = http.Caller();
        if (!caller.IsAdministrator && (etablissement is null || etablissement.Code != caller.Etablissement))
            return ValueTask.FromResult<object?>(http.Error(StatusCodes.Status403Forbidden, "etab", "Cette clé ne donne pas accès à cet établissement."));
        if (etablissement is null)
            return ValueTask.FromResult<object?>(http.Error(StatusCodes.Status404NotFound, "etab", $"Aucun établissement n'a le code ou l'UAI « {name} »."));
        http.Features.Set(etablissement);
        return next(context);
    }
}
