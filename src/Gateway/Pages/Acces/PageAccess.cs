using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Acces;

/// <summary>
/// Who may open which page. It stands before every page: one without policy is nobody's, and an établissement that is none of somebody's
/// business does not exist for him. Nothing of what he sends is read here: <see cref="JetonPage"/> does, once it is known that he may.
/// </summary>
internal sealed class PageAccess(
    RequestDelegate next, SessionBook sessions, ConfigurationDirectory directory, AuditQueue audit)
{
    private const int Mebioctet = 1024 * 1024;
    private const long LargestOfStrangers = 64 * 1024;
    private const long LargestForm = Mebioctet;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(PageContext.Prefixe))
        {
            await next(http);
            return;
        }

        if (await sessions.TrouverAsync(SessionCookie.Of(http), http.RequestAborted) is { } who)
        {
            http.Features.Set(who);
            http.Features.Set(who.Appelant(null));
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, who.Id)], "session"));
            await directory.FollowAsync(http.RequestAborted);
        }

        var refusal = RefusalOf(http);
        using var acting = Auteur.Agit(http.Auteur());
        if (refusal is null) await next(http);
        else await refusal.ExecuteAsync(http);
    }

    private IResult? RefusalOf(HttpContext http)
    {
        var policy = http.GetEndpoint()?.Metadata.GetMetadata<PagePolicy>();
        var who = http.Features.Get<Utilisateur>();
        if (policy is null) return PageErreur.Introuvable(http);
        if (!policy.EstPublique && who is null) return SignIn(http);
        if (Within(http, who) is { } beyond) return beyond;
        if (policy is { Niveau: null, Roles.Count: 0 }) return null;
        if (policy.Niveau is { } niveau ? Allowed(http, who!, niveau) : who!.Tient(policy.Roles)) return null;
        audit.Refused(new(ActeAudit.AccesRefuse, null, null) { Auteur = http.Auteur() });
        return PageErreur.De(http, StatusCodes.Status403Forbidden, "Accès refusé",
            "Vos droits ne permettent pas d'ouvrir cette page : les demander à l'exploitant de la passerelle.");
    }

    // Nobody who is not known may send more than a form of his.
    private static IResult? Within(HttpContext http, Utilisateur? who)
    {
        var most = who is null ? LargestOfStrangers
            : http.GetEndpoint()!.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize
            ?? LargestForm;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = most;
        return http.Request.ContentLength > most ? PageErreur.De(http, StatusCodes.Status413PayloadTooLarge, "Envoi trop volumineux",
            $"Cet envoi dépasse {Taille(most)}.") : null;
    }

    private static string Taille(long octets) =>
        octets < 2 * Mebioctet ? $"{Fr.Nombre(octets / 1024)} Kio" : $"{Fr.Nombre(octets / Mebioctet)} Mio";

    private bool Allowed(HttpContext http, Utilisateur who, Niveau niveau)
    {
        if (http.Request.RouteValues["etab"] is not string name) return who.EstExploitant;
        if (directory.Current.Find(name) is not { } etablissement || who.Sur(etablissement.Code) < niveau
            || who.Sur(etablissement.Code) is null) return false;
        http.Features.Set(etablissement);
        http.Features.Set(who.Appelant(etablissement.Code));
        return true;
    }

    // Somebody whose session ended while he filled a form in is told so: it is not sent for him after he has signed in.
    private static IResult SignIn(HttpContext http)
    {
        var here = http.Request.Path + http.Request.QueryString;
        return HttpMethods.IsGet(http.Request.Method)
            ? Results.Redirect($"{http.Request.PathBase}{PageContext.Prefixe}/connexion?retour={Uri.EscapeDataString(here)}")
            : PageErreur.De(http, StatusCodes.Status401Unauthorized, "Session terminée",
                "Votre session a pris fin : se reconnecter, puis recommencer. Rien n'a été fait.");
    }
}
