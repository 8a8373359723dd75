using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.Planification;

/// <summary>What runs when, what became of it, and the gestures of a person: now, not for the time being, again.</summary>
public static class PlanificationEndpoints
{
    /// <summary>All of the gateway.</summary>
    public static void MapCommun(RouteGroupBuilder pages)
    {
        pages.MapGet("/planification", async (HttpContext http, TravauxVus travaux) =>
            List(http, await travaux.TousAsync(http.RequestAborted))).Pour(Niveau.Exploitant);
        pages.MapGet("/planification/{travail}", ShowAsync).Pour(Niveau.Exploitant);
        pages.MapPost("/planification/{travail}", ActAsync).Pour(Niveau.Exploitant);
    }

    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/planification", async (HttpContext http, TravauxVus travaux) =>
            List(http, await travaux.DeAsync(http.Etablissement(), http.RequestAborted))).Pour(Niveau.Lecture);
        etablissement.MapGet("/planification/{travail}", ShowAsync).Pour(Niveau.Lecture);
        etablissement.MapPost("/planification/{travail}", ActAsync).Pour(Niveau.Administrateur);
    }

    private static IResult List(HttpContext http, IReadOnlyList<TravailVu> works) => http.Page<PlanificationPage>("Planification", works);

    private static async Task<IResult> ShowAsync(string travail, HttpContext http, TravauxVus travaux) =>
        await travaux.TrouverAsync(travail, Where(http), http.RequestAborted) is not { } seen ? Unknown(http)
        : http.Page<TravailPage>(seen.Travail.EnClair, new Fiche(seen, await travaux.HistoriqueAsync(seen, http.RequestAborted)));

    private static async Task<IResult> ActAsync(string travail, HttpContext http, TravauxVus travaux, TravauxPlanifies acts)
    {
        var (form, ct) = (await http.Request.ReadFormAsync(http.RequestAborted), http.RequestAborted);
        if (await travaux.TrouverAsync(travail, Where(http), ct) is not { } seen) return Unknown(http);
        return form["geste"].ToString() switch
        {
            "lancer" => await LaunchAsync(http, acts, seen),
            "suspendre" when form["lu"] != "oui" => PageErreur.De(http, StatusCodes.Status400BadRequest, "Rien n'a été fait",
                "Cocher la case qui dit que la conséquence a été lue."),
            "suspendre" => Back(http, seen, await acts.SuspendreAsync(seen, http.Caller().Nom, ct)
                ? "Mis en pause. " + seen.Travail.EnPause : "Il était déjà en pause."),
            "reprendre" => Back(http, seen, await acts.ReprendreAsync(seen, ct)
                ? "Repris : le prochain passage a lieu à son heure." : "Il n'était pas en pause."),
            _ => PageErreur.De(http, StatusCodes.Status400BadRequest, "Rien n'a été fait", "Ce geste n'existe pas."),
        };
    }

    private static async Task<IResult> LaunchAsync(HttpContext http, TravauxPlanifies acts, TravailVu seen)
    {
        await acts.LancerAsync(seen, http.Caller().Nom, http.RequestAborted);
        return Back(http, seen, "Lancé : son issue apparaît ici au bout d'une minute ou deux, recharger la page.");
    }

    private static IResult Back(HttpContext http, TravailVu seen, string message) => http.Suite(
        seen.Etablissement is null ? "/planification/" + seen.Travail.Name
            : http.CheminEtablissement("/planification/" + seen.Travail.Name), message);

    private static IResult Unknown(HttpContext http) => PageErreur.Introuvable(http, "Ce travail n'est pas planifié ici.");

    private static EtablissementModel? Where(HttpContext http) => http.Features.Get<EtablissementModel>();

    public sealed record Fiche(TravailVu Travail, IReadOnlyList<PassageTravail> Passages);
}
