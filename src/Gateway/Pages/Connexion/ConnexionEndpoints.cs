using Microsoft.AspNetCore.DataProtection;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;
using Parcoursup.Gateway.Pages.Connexion.Sso;

namespace Parcoursup.Gateway.Pages.Connexion;

/// <summary>Signing in and out, and the links that make an account.</summary>
public static class ConnexionEndpoints
{
    // Between the password and the code of the telephone.
    private static readonly TimeSpan Etape = TimeSpan.FromMinutes(5);

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/connexion", ShowAsync).Publique();
        pages.MapPost("/connexion", SignInAsync).Publique();
        pages.MapPost("/connexion/code", CodeAsync).Publique();
        pages.MapPost("/deconnexion", SignOutAsync).PourConnectes();
        pages.MapGet("/invitation/{jeton}", InvitationAsync).Publique();
        pages.MapPost("/invitation/{jeton}", AcceptAsync).Publique();
        SsoEndpoints.Map(pages);
    }

    private static async Task<IResult> ShowAsync(string? retour, HttpContext http, UtilisateurBook users) =>
        http.Features.Get<Utilisateur>() is not null ? http.Suite("/")
        : http.Page<ConnexionPage>("Connexion", SaisieOf(http, "", retour, null, !await users.ExisteAsync(http.RequestAborted)));

    private static async Task<IResult> SignInAsync(
        HttpContext http, Engine.Utilisateurs.Connexion connexion, SessionBook sessions, IDataProtectionProvider protection)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (identifiant, retour) = (form["identifiant"].ToString(), form["retour"].ToString());
        return await connexion.EssayerAsync(identifiant, form["motDePasse"].ToString(), CallerAddress.Of(http), http.RequestAborted) switch
        {
            SuiteConnexion.Admis admis => await AdmitAsync(http, sessions, admis.Utilisateur, retour),
            SuiteConnexion.CodeDemande code => http.Page<CodePage>("Code du téléphone",
                new DemandeCode(EtapeOf(protection).Protect(code.Id, Etape), retour, null)),
            SuiteConnexion.Refus refus => Refuse(http, identifiant, retour, refus.Status, refus.Message),
            _ => throw new InvalidOperationException("An attempt to sign in ended in no known way."),
        };
    }

    private static async Task<IResult> CodeAsync(
        HttpContext http, Engine.Utilisateurs.Connexion connexion, SessionBook sessions, IDataProtectionProvider protection)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (etape, retour) = (form["etape"].ToString(), form["retour"].ToString());
        string id;
        try
        {
            id = EtapeOf(protection).Unprotect(etape);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return Refuse(
                http, "", retour, StatusCodes.Status401Unauthorized, "Le code a été attendu trop longtemps : recommencer.");
        }

        return await connexion.EssayerCodeAsync(id, form["code"].ToString(), CallerAddress.Of(http), http.RequestAborted) switch
        {
            SuiteConnexion.Admis admis => await AdmitAsync(http, sessions, admis.Utilisateur, retour),
            SuiteConnexion.Refus refus => http.Page<CodePage>(
                "Code du téléphone", new DemandeCode(etape, retour, refus.Message), refus.Status),
            _ => throw new InvalidOperationException("A code ended in no known way."),
        };
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SessionBook sessions)
    {
        await sessions.FermerAsync(SessionCookie.Of(http), http.RequestAborted);
        SessionCookie.Take(http);
        return http.Suite("/connexion");
    }

    private static async Task<IResult> InvitationAsync(string jeton, HttpContext http, InvitationBook invitations, UtilisateurBook users)
    {
        if (await invitations.TrouverAsync(jeton, http.RequestAborted) is not { } invitation) return Lost(http);
        var known = invitation.Utilisateur is { } id ? await users.FindAsync(id, http.RequestAborted) : null;
        return http.Page<InvitationPage>("Choisir un mot de passe",
            new Accueil(invitation, known?.Identifiant, "", invitation.Nom, []));
    }

    private static async Task<IResult> AcceptAsync(
        string jeton, HttpContext http, InvitationBook invitations, UtilisateurBook users, SessionBook sessions)
    {
        if (await invitations.TrouverAsync(jeton, http.RequestAborted) is not { } invitation) return Lost(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (identifiant, nom) = (form["identifiant"].ToString(), form["nom"].ToString());
        var known = invitation.Utilisateur is { } id ? await users.FindAsync(id, http.RequestAborted) : null;
        IReadOnlyList<Erreur> errors = [];
        if (form["motDePasse"] != form["confirmation"])
            errors = [new("confirmation", "Les deux saisies du mot de passe diffèrent.")];
        if (errors.Count == 0)
        {
            (var made, errors) = await invitations.AccepterAsync(
                jeton, identifiant, nom, form["motDePasse"].ToString(), http.RequestAborted);
            // Who has a second factor shows it: a stolen link alone opens nothing.
            if (made is { SecondFacteur: true }) return http.Suite("/connexion", "Mot de passe changé : se connecter.");
            if (made is not null) return await AdmitAsync(http, sessions, made, null);
        }

        return http.Page<InvitationPage>("Choisir un mot de passe", new Accueil(invitation, known?.Identifiant, identifiant, nom, errors),
            StatusCodes.Status400BadRequest);
    }

    private static IResult Lost(HttpContext http) => PageErreur.De(http, StatusCodes.Status410Gone, "Lien périmé",
        "Ce lien n'est plus valable : il a servi ou a expiré. En demander un autre à l'exploitant de la passerelle.");

    /// <summary>The page to sign in, with what went wrong.</summary>
    internal static IResult Refuse(HttpContext http, string identifiant, string? retour, int status, string refus) =>
        http.Page<ConnexionPage>("Connexion", SaisieOf(http, identifiant, retour, refus, premiere: false), status);

    internal static async Task<IResult> AdmitAsync(HttpContext http, SessionBook sessions, Utilisateur who, string? retour)
    {
        SessionCookie.Give(http, await sessions.OuvrirAsync(
            who, CallerAddress.Of(http)?.ToString() ?? "local", http.RequestAborted));
        return http.Suite(IsOurs(retour) ? retour![PageContext.Prefixe.Length..] : "/");
    }

    // Only to a page of ours: a link to the sign-in must not lead elsewhere afterwards.
    private static bool IsOurs(string? retour) => retour is not null
        && retour.StartsWith(PageContext.Prefixe + "/", StringComparison.Ordinal) && !retour.Contains("//", StringComparison.Ordinal)
        && retour.IndexOfAny(['\\', '\r', '\n']) < 0;

    private static Saisie SaisieOf(HttpContext http, string identifiant, string? retour, string? refus, bool premiere) =>
        new(identifiant, retour, refus, premiere,
            http.RequestServices.GetRequiredService<SsoOptions>() is { EstOuverte: true } sso ? sso.Libelle : null);

    private static ITimeLimitedDataProtector EtapeOf(IDataProtectionProvider protection) =>
        protection.CreateProtector("Parcoursup.Gateway.Pages.Code").ToTimeLimitedDataProtector();

    /// <param name="Sso">What stands on the button of the single sign-on; null where there is none.</param>
    public sealed record Saisie(string Identifiant, string? Retour, string? Refus, bool Premiere, string? Sso);

    public sealed record DemandeCode(string Etape, string? Retour, string? Refus);

    /// <param name="Connu">The identifier of an account whose password is set anew.</param>
    public sealed record Accueil(Invitation Invitation, string? Connu, string Identifiant, string Nom, IReadOnlyList<Erreur> Erreurs);
}
