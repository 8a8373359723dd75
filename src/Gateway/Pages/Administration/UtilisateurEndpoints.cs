using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.Administration;

/// <summary>Who uses the pages and what he may.</summary>
public static class UtilisateurEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        var users = pages.MapGroup("/utilisateurs").Pour(Niveau.Exploitant);
        users.MapGet("", (HttpContext http, UtilisateurBook book) => ListAsync(http, book, null, []));
        users.MapPost("/inviter", InviteAsync);
        users.MapGet("/{id}", (string id, HttpContext http, UtilisateurBook book) => ShowAsync(id, http, book, null, []));
        users.MapPost("/{id}", ChangeAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, UtilisateurBook book, string? lien, IReadOnlyList<Erreur> errors) =>
        http.Page<UtilisateursPage>("Utilisateurs", new Tous(await book.ListAsync(http.RequestAborted), Etablissements(http), lien, errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> InviteAsync(
        HttpContext http, UtilisateurBook book, InvitationBook invitations)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (droits, wrong) = DroitsOf(http, form);
        if (form["nom"].ToString().Trim() is not { Length: > 1 } nom)
            return await ListAsync(http, book, null, [new("nom", "Indiquer à qui le lien est destiné.")]);
        if (wrong is not null) return await ListAsync(http, book, null, [new("", wrong)]);
        if (droits.Count == 0) return await ListAsync(http, book, null, [new("", "Choisir au moins un droit.")]);
        return await ListAsync(http, book, Lien(http, await invitations.InviterAsync(nom, droits, http.RequestAborted)), []);
    }

    private static async Task<IResult> ShowAsync(
        string id, HttpContext http, UtilisateurBook book, string? lien, IReadOnlyList<Erreur> errors) =>
        await book.FindAsync(id, http.RequestAborted) is not { } user ? PageErreur.Introuvable(http, "Cet utilisateur n'existe pas.")
        : http.Page<UtilisateurPage>(user.Nom, new Un(user, Etablissements(http), lien, errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> ChangeAsync(
        string id, HttpContext http, UtilisateurBook book, InvitationBook invitations, SecondFacteur codes)
    {
        var (form, ct) = (await http.Request.ReadFormAsync(http.RequestAborted), http.RequestAborted);
        if (await book.FindAsync(id, ct) is not { } user) return PageErreur.Introuvable(http, "Cet utilisateur n'existe pas.");
        var (droits, wrong) = DroitsOf(http, form);
        var (refus, done) = form["geste"].ToString() switch
        {
            "droits" or "lien" when user.Externe is not null =>
                ("Ce compte vient de la connexion de l'établissement : ses droits sont ceux de ses groupes, et il n'a pas de mot de passe "
                    + "ici.", ""),
            "droits" when wrong is not null => (wrong, ""),
            "droits" when droits.Count == 0 => ("Choisir au moins un droit, ou désactiver le compte.", ""),
            "droits" => (await book.ChangerDroitsAsync(id, droits, ct), "Droits changés."),
            "desactiver" => (await book.ActiverAsync(id, actif: false, ct), "Compte désactivé : il ne peut plus se connecter."),
            "reactiver" => (await book.ActiverAsync(id, actif: true, ct), "Compte réactivé."),
            "facteur" => (await codes.RetirerAsync(id, ct), "Le mot de passe suffit de nouveau ; il pourra reposer un second facteur."),
            "lien" => (null, null),
            _ => ("Ce geste n'existe pas.", ""),
        };
        if (refus is not null) return await ShowAsync(id, http, book, null, [new("", refus)]);
        return done is null ? await ShowAsync(id, http, book, Lien(http, await invitations.ReinitialiserAsync(user, ct)), [])
            : http.Suite($"/utilisateurs/{id}", done);
    }

    private static IReadOnlyList<EtablissementModel> Etablissements(HttpContext http) =>
        [.. http.RequestServices.GetRequiredService<ConfigurationDirectory>().Current.Etablissements];

    // A field for each établissement, whose value is a level; one for each system with roles; one box for whoever runs the gateway.
    private static (List<Droit> Droits, string? Refus) DroitsOf(HttpContext http, IFormCollection form)
    {
        List<Droit> droits = form["exploitant"] == "oui" ? [Droit.Exploitant] : [];
        droits.AddRange(Etablissements(http).Where(e => Enum.TryParse<Niveau>(form["droit." + e.Code], out _))
            .Select(e => new Droit(Enum.Parse<Niveau>(form["droit." + e.Code]!), e.Code)).Where(d => d.EstComplet));
        foreach (var system in http.RequestServices.GetServices<RolesDeSysteme>())
        {
            if (form["role." + system.Titre].ToString() is not { Length: > 0 } role) continue;
            if (system.Donner(role, form["portee." + system.Titre].ToArray(), out var refus) is not { } droit) return (droits, refus);
            droits.Add(droit);
        }

        return (droits, null);
    }

    private static string Lien(HttpContext http, string jeton) =>
        $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{PageContext.Prefixe}/invitation/{jeton}";

    /// <param name="Lien">Just made; shown once.</param>
    public sealed record Tous(
        IReadOnlyList<Utilisateur> Utilisateurs, IReadOnlyList<EtablissementModel> Etablissements, string? Lien,
        IReadOnlyList<Erreur> Erreurs);

    /// <inheritdoc cref="Tous"/>
    public sealed record Un(
        Utilisateur Utilisateur, IReadOnlyList<EtablissementModel> Etablissements, string? Lien, IReadOnlyList<Erreur> Erreurs);
}
