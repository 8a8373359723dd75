using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.Connexion.Sso;

/// <summary>To the provider of the single sign-on, and back.</summary>
internal static class SsoEndpoints
{
    public const string Depart = "/connexion/sso";
    public const string Retour = "/connexion/sso/retour";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Depart, LeaveAsync).Publique();
        pages.MapGet(Retour, ReturnAsync).Publique();
    }

    private static async Task<IResult> LeaveAsync(string? retour, HttpContext http, SsoOptions options, ILogger<SsoHandler> logger)
    {
        if (!options.EstOuverte) return PageErreur.Introuvable(http);
        try
        {
            // Without one the framework would lead back to this very address.
            var wanted = string.IsNullOrEmpty(retour) ? PageContext.Prefixe + "/" : retour;
            await http.ChallengeAsync(SsoHandler.Nom, new AuthenticationProperties { RedirectUri = wanted });
            return Results.Empty;
        }
        catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException or IOException)
        {
            Log.ProviderUnreachable(logger, failure.InnerException?.Message ?? failure.Message);
            return ConnexionEndpoints.Refuse(http, "", retour, StatusCodes.Status503ServiceUnavailable,
                "Le service de connexion de l'établissement ne répond pas : réessayer dans un moment, ou utiliser un compte de la "
                    + "passerelle.");
        }
    }

    private static async Task<IResult> ReturnAsync(
        HttpContext http, SsoOptions options, EntreeSso entree, SessionBook sessions, ConfigurationDirectory directory,
        ILogger<SsoHandler> logger)
    {
        if (!options.EstOuverte) return PageErreur.Introuvable(http);
        var back = new RetourSso();
        http.Features.Set(back);
        var handlers = http.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>();
        await ((IAuthenticationRequestHandler)(await handlers.GetHandlerAsync(http, SsoHandler.Nom))!).HandleRequestAsync();
        if (back.Personne is not { } person || IdentityOf(person, options) is not { } identity)
        {
            Log.SignOnFailed(logger, back.Echec?.Message ?? "the provider has told no subject or no login");
            return ConnexionEndpoints.Refuse(http, "", back.Retour, StatusCodes.Status401Unauthorized,
                "La connexion par l'établissement n'a pas abouti. Rien n'est perdu : recommencer, et si cela persiste, le dire à "
                    + "l'exploitant.");
        }

        var (who, refusal) = await entree.EntrerAsync(
            identity, RightsOf(person, options, directory, http.RequestServices.GetServices<RolesDeSysteme>()),
            CallerAddress.Of(http)?.ToString() ?? "local", http.RequestAborted);
        return who is not null ? await ConnexionEndpoints.AdmitAsync(http, sessions, who, back.Retour)
            : ConnexionEndpoints.Refuse(http, "", back.Retour, StatusCodes.Status403Forbidden, refusal!);
    }

    /// <returns>Null when the provider does not tell who it is, or tells what is no name.</returns>
    internal static IdentiteSso? IdentityOf(ClaimsPrincipal person, SsoOptions options)
    {
        if (person.FindFirst("sub") is not { Value.Length: > 0 } subject
            || person.FindFirst(options.AttributIdentifiant) is not { } login || !NomAffiche.EstBon(login.Value)) return null;
        return new(options.Autorite!, subject.Value, login.Value,
            person.FindFirst(options.AttributNom) is { } name && NomAffiche.EstBon(name.Value) ? name.Value : login.Value);
    }

    // A group that is known, of an établissement that there is not yet, gives nothing.
    private static List<Droit> RightsOf(
        ClaimsPrincipal person, SsoOptions options, ConfigurationDirectory directory, IEnumerable<RolesDeSysteme> roles)
    {
        var groups = person.FindAll(options.AttributGroupes).Select(claim => claim.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. options.Groupes.Where(g => groups.Contains(g.Groupe))
                .Select(g => g.Role is { } role ? RolesDeSysteme.Lire(roles, role, g.Portee, out _)
                    : g.Etablissement is null ? Droit.Exploitant
                    : directory.Current.Find(g.Etablissement) is { } known ? new Droit(g.Niveau, known.Code) : null)
                .OfType<Droit>().Distinct(),
        ];
    }
}
