using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Reglages;

/// <summary>The calendars of the campaigns, for whoever runs the gateway.</summary>
public static class CampagneEndpoints
{
    private static readonly (string Nom, string Libelle, bool Requis)[] Jours =
    [
        ("debutAdmission", "Premier jour des réponses", true), ("publicationResultatsBac", "Résultats du baccalauréat", true),
        ("resultatsRattrapage", "Résultats du rattrapage", false), ("rentree", "Rentrée", false),
        ("fin", "Dernier jour de la campagne", false),
    ];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/campagnes", List).Pour(Niveau.Exploitant);
        pages.MapGet("/campagnes/{annee:int}", (int annee, HttpContext http, ConfigurationDirectory directory) =>
            Show(http, annee, ValuesOf(directory.Current.Campagne(annee)), null, [])).Pour(Niveau.Exploitant);
        pages.MapPost("/campagnes/{annee:int}", SaveAsync).Pour(Niveau.Exploitant);
    }

    private static IResult List(HttpContext http, ConfigurationDirectory directory, IBusinessClock clock)
    {
        var known = directory.Current.Campagnes.OrderByDescending(c => c.Session).ToList();
        return http.Page<CampagnesPage>("Campagnes", new Calendriers(known, known.Count > 0 ? known[0].Session + 1 : clock.Today.Year));
    }

    private static IResult Show(
        HttpContext http, int annee, IReadOnlyDictionary<string, string> values, EssaiReglage? trial, IReadOnlyList<Erreur> errors) =>
        http.Page<CampagnePage>(string.Create(CultureInfo.InvariantCulture, $"Campagne {annee}"), new Saisie(
            annee, [.. Jours.Select(j => (j.Nom, j.Libelle, j.Requis, values.GetValueOrDefault(j.Nom, "")))], trial,
            [.. errors.Select(e => e with { Champ = e.Champ.Split('.')[^1] })]),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> SaveAsync(int annee, HttpContext http, Reglage reglage)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var values = Jours.ToDictionary(j => j.Nom, j => form[j.Nom].ToString().Trim());
        var errors = Jours.Where(j => values[j.Nom].Length > 0 ? DayOf(values[j.Nom]) is null : j.Requis)
            .Select(j => new Erreur(j.Nom, $"{j.Libelle} : indiquer un jour.")).ToList();
        if (errors.Count > 0) return Show(http, annee, values, null, errors);
        // What the form does not show stays.
        ConfigurationDocument Change(ConfigurationSnapshot current) => new()
        {
            Campagnes =
            [
                (current.Campagne(annee) ?? new CalendrierCampagne { Session = annee }) with
                {
                    DebutAdmission = DayOf(values["debutAdmission"])!.Value,
                    PublicationResultatsBac = DayOf(values["publicationResultatsBac"])!.Value,
                    ResultatsRattrapage = DayOf(values["resultatsRattrapage"]), Rentree = DayOf(values["rentree"]),
                    Fin = DayOf(values["fin"]),
                },
            ],
        };
        if (form["geste"] != "enregistrer")
        {
            var trial = await reglage.EssayerAsync(Change, http.RequestAborted);
            return Show(http, annee, values, trial, trial.Erreurs);
        }

        return await reglage.AppliquerAsync(Change, http.Caller().Nom, http.RequestAborted) is { Count: > 0 } refused
            ? Show(http, annee, values, null, refused)
            : http.Suite("/campagnes", string.Create(CultureInfo.InvariantCulture,
                $"Calendrier {annee} enregistré : les décisions sont réévaluées."));
    }

    private static Dictionary<string, string> ValuesOf(CalendrierCampagne? campagne) => campagne is null ? [] : new()
    {
        ["debutAdmission"] = TextOf(campagne.DebutAdmission), ["publicationResultatsBac"] = TextOf(campagne.PublicationResultatsBac),
        ["resultatsRattrapage"] = TextOf(campagne.ResultatsRattrapage), ["rentree"] = TextOf(campagne.Rentree),
        ["fin"] = TextOf(campagne.Fin),
    };

    private static string TextOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <param name="Suivante">The session that a new calendar would be of.</param>
    public sealed record Calendriers(IReadOnlyList<CalendrierCampagne> Campagnes, int Suivante);

    public sealed record Saisie(
        int Annee, IReadOnlyList<(string Nom, string Libelle, bool Requis, string Valeur)> Jours, EssaiReglage? Essai,
        IReadOnlyList<Erreur> Erreurs);
}
