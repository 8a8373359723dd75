using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Http;

/// <summary>
/// Who may do what on <c>/api</c>, and wherever else an address has a policy: a valid key for everything; an administrator's for what
/// concerns all; the établissement's own or an administrator's for what concerns one. It stands before the endpoint, so that nothing of a
/// request is read or bound for somebody who may not ask; an address without policy is refused.
/// </summary>
internal sealed class ApiAccess(
    RequestDelegate next, ClesConnues keys, UsageCles usage, GuessBudget budget, ConfigurationDirectory directory, AuditQueue audit,
    TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const string Account = "api";

    public async Task InvokeAsync(HttpContext http, AdressesRefusees elsewhere)
    {
        var policy = http.GetEndpoint()?.Metadata.GetMetadata<ApiPolicy>();
        var refusal = (policy is not null || http.Request.Path.StartsWithSegments("/api")) && !IsNowhere(http)
            && policy != ApiPolicy.Own ? await RefusalAsync(http, elsewhere) : null;
        using var acting = Auteur.Agit(http.Auteur());
        if (refusal is null) await next(http);
        else await refusal.ExecuteAsync(http);
        // A right key that asks for what is another's, or more than it may: also where a module sees for itself.
        if (http.Response.StatusCode == StatusCodes.Status403Forbidden && http.Features.Get<ApiCaller>() is not null)
            audit.Refused(new(ActeAudit.AccesRefuse, null, null));
    }

    // Where machines are let in there is no administration, and no key is asked for or tried.
    private static bool IsNowhere(HttpContext http) => http.GetEndpoint() is null && Ecoute.Of(http)?.Cote == Cote.Machines;

    private async Task<IResult?> RefusalAsync(HttpContext http, AdressesRefusees elsewhere)
    {
        var policy = http.GetEndpoint()?.Metadata.GetMetadata<ApiPolicy>();
        if (await CallerAsync(http, policy) is not { } caller) return NoKey(http);
        http.Features.Set(caller);
        if (BeyondLimits(http, caller, elsewhere) is { } beyond) return beyond;
        usage.Note(caller);
        // What is shown of how the gateway works is no setting's, and has to be shown when the database is away.
        if (policy != ApiPolicy.Supervision) await directory.FollowAsync(http.RequestAborted);
        if (http.GetEndpoint() is not RouteEndpoint) return null;
        return policy == ApiPolicy.Etablissement ? OfEtablissement(http, caller)
            : policy == ApiPolicy.OfModule || (policy == ApiPolicy.Administrator && caller.IsAdministrator) ? null
            : policy == ApiPolicy.Supervision && (caller.IsAdministrator || caller.Role == ApiCaller.Supervision) ? null
            : http.Error(StatusCodes.Status403Forbidden, "Authorization", "Cette opération demande la clé d'un administrateur.");
    }

    // Its holder alone hears why: whoever has no right key learns nothing of any.
    private IResult? BeyondLimits(HttpContext http, ApiCaller caller, AdressesRefusees elsewhere)
    {
        var address = CallerAddress.Of(http);
        if (caller.Limites.IsOver(time.GetUtcNow()))
        {
            audit.Refused(new(ActeAudit.IdentifiantsRefuses, caller.Etablissement, null) { Auteur = http.Auteur() });
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return http.Error(StatusCodes.Status401Unauthorized, "Authorization",
                $"Cette clé a expiré le {caller.Limites.ExpireLe:dd/MM/yyyy} : en demander une autre.");
        }

        if (!caller.Limites.Allows(address))
        {
            elsewhere.Note($"clé {caller.Id}", address);
            return http.Error(StatusCodes.Status403Forbidden, "Authorization",
                $"L'adresse {address?.ToString() ?? "de cet appel"} n'est pas dans la liste de cette clé.");
        }

        return caller.Limites.LectureSeule && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
            ? http.Error(StatusCodes.Status403Forbidden, "Authorization", "Cette clé ne permet que de lire (GET et HEAD).") : null;
    }

    private async Task<ApiCaller?> CallerAsync(HttpContext http, ApiPolicy? policy)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.FindAsync(header[Scheme.Length..].Trim(), policy == ApiPolicy.Supervision, http.RequestAborted) : null;
    }

    // A right key always passes: 256 random bits cannot be guessed, and a neighbour behind the same address must not
    // shut it out by sending wrong ones.
    private IResult NoKey(HttpContext http)
    {
        var source = CallerAddress.SourceOf(CallerAddress.Of(http));
        // Who shows no key at all has tried none.
        if (http.Request.Headers.Authorization.Count > 0)
            audit.Refused(new(ActeAudit.IdentifiantsRefuses, null, null) { Auteur = new Auteur(Account, null, source) });
        if (!budget.CountFailure(Account, source))
            return http.Error(StatusCodes.Status429TooManyRequests, "Authorization",
                "Trop de tentatives avec une clé inconnue : patienter une minute.");
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return http.Error(StatusCodes.Status401Unauthorized, "Authorization",
            "Clé d'API absente ou inconnue : envoyer « Authorization: Bearer <clé> ».");
    }

    // An établissement's key learns nothing of another, not even that it exists.
    private IResult? OfEtablissement(HttpContext http, ApiCaller caller)
    {
        var name = http.Request.RouteValues["etab"] as string;
        var etablissement = directory.Current.Find(name);
        if (!caller.IsAdministrator && (etablissement is null || etablissement.Code != caller.Etablissement))
            return http.Error(StatusCodes.Status403Forbidden, "etab", "Cette clé ne donne pas accès à cet établissement.");
        if (etablissement is null)
            return http.Error(StatusCodes.Status404NotFound, "etab", ApiErrors.NoEtablissement(name));
        http.Features.Set(etablissement);
        return null;
    }
}
