using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.Connexion;

/// <summary>The own account: password, telephone, sessions.</summary>
public static class CompteEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        var compte = pages.MapGroup("/compte").PourConnectes();
        compte.MapGet("", (HttpContext http, SessionBook sessions) => ShowAsync(http, sessions));
        compte.MapPost("/mot-de-passe", PasswordAsync);
        compte.MapPost("/second-facteur", FactorAsync);
        compte.MapPost("/second-facteur/retirer", NoFactorAsync);
        compte.MapPost("/sessions/fermer", CloseAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, SessionBook sessions, Erreur? erreur = null, string? secret = null)
    {
        var who = http.Features.Get<Utilisateur>()!;
        secret ??= SecondFacteur.NouveauSecret();
        return http.Page<ComptePage>("Mon compte", new Compte(
            who, await sessions.DeAsync(who.Id, http.RequestAborted), secret, SecondFacteur.Adresse(who, secret),
            erreur is null ? [] : [erreur]), erreur is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> PasswordAsync(HttpContext http, Engine.Utilisateurs.Connexion connexion, SessionBook sessions)
    {
        var (who, form) = (http.Features.Get<Utilisateur>()!, await http.Request.ReadFormAsync(http.RequestAborted));
        if (form["motDePasse"] != form["confirmation"])
            return await ShowAsync(http, sessions, new("confirmation", "Les deux saisies du mot de passe diffèrent."));
        if (await connexion.ChangerMotDePasseAsync(
            who, form["present"].ToString(), form["motDePasse"].ToString(), CallerAddress.Of(http), http.RequestAborted) is { } refus)
            return await ShowAsync(http, sessions, new("motDePasse", refus));
        SessionCookie.Take(http);
        return http.Suite("/connexion", "Mot de passe changé ; toutes vos sessions sont fermées.");
    }

    private static async Task<IResult> FactorAsync(
        HttpContext http, SecondFacteur codes, Engine.Utilisateurs.Connexion connexion, SessionBook sessions)
    {
        var (who, form) = (http.Features.Get<Utilisateur>()!, await http.Request.ReadFormAsync(http.RequestAborted));
        var secret = form["secret"].ToString();
        // Whoever finds a session open must not take the account with it.
        if (await connexion.ConfirmerAsync(who, form["pose"].ToString(), CallerAddress.Of(http), http.RequestAborted) is { } wrong)
            return await ShowAsync(http, sessions, new("pose", wrong), secret);
        return await codes.PoserAsync(who, secret, form["code"].ToString(), http.RequestAborted) is { } refus
            ? await ShowAsync(http, sessions, new("code", refus), secret)
            : http.Suite("/compte", "Un code vous sera demandé à chaque connexion.");
    }

    private static async Task<IResult> NoFactorAsync(
        HttpContext http, SecondFacteur codes, Engine.Utilisateurs.Connexion connexion, SessionBook sessions)
    {
        var (who, form) = (http.Features.Get<Utilisateur>()!, await http.Request.ReadFormAsync(http.RequestAborted));
        return await connexion.ConfirmerAsync(who, form["retrait"].ToString(), CallerAddress.Of(http), http.RequestAborted) is { } refus
            || (refus = await codes.RetirerAsync(who.Id, http.RequestAborted)) is not null
            ? await ShowAsync(http, sessions, new("retrait", refus))
            : http.Suite("/compte", "Le mot de passe suffit de nouveau.");
    }

    private static async Task<IResult> CloseAsync(HttpContext http, SessionBook sessions)
    {
        await sessions.FermerToutesAsync(http.Features.Get<Utilisateur>()!, http.RequestAborted);
        SessionCookie.Take(http);
        return http.Suite("/connexion", "Vous êtes déconnecté partout.");
    }

    public sealed record Compte(
        Utilisateur Utilisateur, IReadOnlyList<SessionOuverte> Sessions, string Secret, string Adresse, IReadOnlyList<Erreur> Erreurs);
}
