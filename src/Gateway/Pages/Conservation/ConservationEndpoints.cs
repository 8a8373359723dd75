using System.Globalization;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Conservation;

/// <summary>
/// People's data leave (rule J5): what is kept how long, and the acts that erase. Each is tried first; to do it, one types what it is
/// about.
/// </summary>
public static class ConservationEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        var conservation = pages.MapGroup("/conservation").Pour(Niveau.Exploitant);
        conservation.MapGet("", (HttpContext http, ConservationService service, ConservationOptions options) =>
            ShowAsync(http, service, options, []));
        conservation.MapPost("/durees", (HttpContext http, ConservationService service, ConservationOptions options) =>
            ActAsync(http, service, options, "/conservation/durees", new Demande(
                "Effacer ce qui a dépassé sa durée", "Comme chaque nuit, mais tout de suite.", "effacer",
                async (trial, author, ct) => trial ? await service.RetentionAsync(ct) : await service.AppliquerAsync(author, ct))));
        conservation.MapPost("/campagnes/clore", async (HttpContext http, ConservationService service, ConservationOptions options) =>
            await SessionAsync(http, service, options, "/conservation/campagnes/clore", session => new(
                $"Clore la campagne {session}",
                "Plus rien n'en est reçu ni envoyé, et ce qui reste à envoyer est abandonné. Une campagne close ne se rouvre pas.",
                $"{session}", (trial, author, ct) => service.CloreAsync(session, trial, author, ct))));
        conservation.MapPost("/campagnes/purger", async (HttpContext http, ConservationService service, ConservationOptions options) =>
            await SessionAsync(http, service, options, "/conservation/campagnes/purger", session => new(
                $"Purger la campagne {session}",
                "Les données personnelles de cette campagne close sont effacées de la passerelle ; ses comptes restent.",
                $"{session}", (trial, author, ct) => service.PurgerAsync(session, trial, author, ct))));
        conservation.MapPost("/etablissements/supprimer", DeleteAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, ConservationService service, ConservationOptions options, IReadOnlyList<Erreur> errors)
    {
        var (ct, directory) = (http.RequestAborted, http.RequestServices.GetRequiredService<ConfigurationDirectory>().Current);
        return http.Page<ConservationPage>("Conservation", new Etat(
            options, directory.Campagnes.Select(c => c.Session).Except(directory.Closes.Select(c => c.Session)).Order().ToList(),
            [.. directory.Closes], directory.Etablissements, await service.CompteursAsync(null, ct),
            await service.PassagesAsync(ct), errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SessionAsync(
        HttpContext http, ConservationService service, ConservationOptions options, string chemin, Func<int, Demande> make)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return int.TryParse(form["session"], NumberStyles.None, CultureInfo.InvariantCulture, out var session)
            && session is > 2000 and < 2200
            ? await ActAsync(http, service, options, chemin, make(session) with { Champs = [("session", $"{session}")] })
            : await ShowAsync(http, service, options, [new("", "Choisir une campagne.")]);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ConservationService service, ConservationOptions options)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var directory = http.RequestServices.GetRequiredService<ConfigurationDirectory>();
        if (directory.Current.FindByCode(form["etablissement"].ToString()) is not { } found)
            return await ShowAsync(http, service, options, [new("", "Cet établissement n'existe pas, ou plus.")]);
        return await ActAsync(http, service, options, "/conservation/etablissements/supprimer", new(
            $"Supprimer {Ecran.NomDe(found)}",
            "L'établissement, son réglage, ses clés et tout ce que la passerelle tient de lui sont effacés. Son système garde ce qu'il a.",
            found.Code, (trial, author, ct) => service.SupprimerAsync(found.Code, trial, author, ct))
        {
            Champs = [("etablissement", found.Code)],
        });
    }

    private static async Task<IResult> ActAsync(
        HttpContext http, ConservationService service, ConservationOptions options, string chemin, Demande asked)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var typed = form["confirmation"].ToString().Trim();
        var act = form["geste"] == "appliquer";
        if (act && string.Equals(typed, asked.Mot, StringComparison.OrdinalIgnoreCase))
        {
            var done = await asked.Faire(false, http.Caller().Nom, http.RequestAborted);
            if (done.Refus is { } refus) return await ShowAsync(http, service, options, [new("", refus)]);
            return http.Suite("/conservation", $"{asked.Titre} : fait, {Fr.Nombre(done.Bilan.Total, "ligne")}.");
        }

        var trial = await asked.Faire(true, http.Caller().Nom, http.RequestAborted);
        if (trial.Refus is { } impossible) return await ShowAsync(http, service, options, [new("", impossible)]);
        return http.Page<EssaiPage>(asked.Titre, new Essai(
            chemin, asked, trial, act ? [new("confirmation", $"Rien n'a été fait : taper exactement « {asked.Mot} ».")] : []),
            act ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>An act that erases.</summary>
    /// <param name="Mot">What is typed to do it.</param>
    /// <param name="Faire">Dry run or not, by whom.</param>
    public sealed record Demande(
        string Titre, string Consequence, string Mot, Func<bool, string, CancellationToken, Task<RapportConservation>> Faire)
    {
        public IReadOnlyList<(string Nom, string Valeur)> Champs { get; init; } = [];
    }

    /// <param name="Chemin">Where the form is sent again.</param>
    public sealed record Essai(string Chemin, Demande Demande, RapportConservation Rapport, IReadOnlyList<Erreur> Erreurs);

    /// <param name="Ouvertes">Sessions that are not closed.</param>
    public sealed record Etat(
        ConservationOptions Durees, IReadOnlyList<int> Ouvertes, IReadOnlyList<CampagneClose> Closes,
        IReadOnlyList<EtablissementModel> Etablissements, IReadOnlyList<Compteur> Comptes, IReadOnlyList<PassageRow> Passages,
        IReadOnlyList<Erreur> Erreurs);
}
