using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>Campaign calendars, cron expressions and thresholds.</summary>
internal sealed class CalendarRule(IEnumerable<CronField> fields) : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Calendar;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        for (var i = 0; i < document.Campagnes.Count; i++)
        {
            var campagne = document.Campagnes[i];
            var path = $"campagnes[{i}]";
            if (campagne.Session is < 2018 or > 2100)
                yield return new($"{path}.session", "Indiquer l'année de la campagne, par exemple 2026.");
            else
                foreach (var erreur in Days(campagne, path))
                    yield return erreur;
            if (campagne.PublicationResultatsBac == default)
                yield return new($"{path}.publicationResultatsBac",
                    "Indiquer le jour de publication des résultats du baccalauréat (aaaa-mm-jj).");
            else if (campagne.DebutAdmission != default && campagne.PublicationResultatsBac < campagne.DebutAdmission)
                yield return new($"{path}.publicationResultatsBac",
                    "La publication des résultats précède le début de la phase d'admission : vérifier les dates.");
            if (campagne.ConservationMois is < 1 or > 120)
                yield return new($"{path}.conservationMois", "Indiquer un nombre de mois de 1 à 120, ou retirer le champ.");
            if (campagne.ResultatsRattrapage < campagne.PublicationResultatsBac)
                yield return new($"{path}.resultatsRattrapage",
                    "Les résultats du rattrapage précèdent ceux du premier groupe : vérifier les dates.");
        }

        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var planification = document.Etablissements[i].Planification;
            foreach (var (champ, cron) in Crons(planification))
                if (!BusinessCron.IsValid(cron))
                    yield return new($"etablissements[{i}].planification.{champ}", Cron(cron));
            var regles = document.Etablissements[i].Regles;
            foreach (var (champ, valeur) in Thresholds(regles))
                if (valeur is < 0 or > 100)
                    yield return new($"etablissements[{i}].regles.{champ}",
                        $"Ce seuil de garde vaut {valeur} : indiquer un pourcentage de 0 à 100.");
        }
    }

    // A day of another year is a slip of the pen: it would decide at once, or never.
    private static IEnumerable<Erreur> Days(CalendrierCampagne campagne, string path)
    {
        (string Champ, DateOnly? Jour, int Apres)[] days =
        [
            ("debutAdmission", campagne.DebutAdmission, 0), ("publicationResultatsBac", campagne.PublicationResultatsBac, 0),
            ("resultatsRattrapage", campagne.ResultatsRattrapage, 0), ("rentree", campagne.Rentree, 0), ("fin", campagne.Fin, 1),
        ];
        foreach (var (champ, jour, apres) in days)
            if (jour is { } day && day != default && (day.Year < campagne.Session || day.Year > campagne.Session + apres))
                yield return new($"{path}.{champ}", string.Create(CultureInfo.InvariantCulture,
                    $"Le {day:yyyy-MM-dd} est hors de la session {campagne.Session} : indiquer un jour du {campagne.Session}-01-01 au ")
                    + string.Create(CultureInfo.InvariantCulture, $"{campagne.Session + apres}-12-31 (aaaa-mm-jj)."));
    }

    private IEnumerable<(string Champ, string Cron)> Crons(Planification planification) =>
    [
        ("remontee", planification.Remontee), ("recuperation", planification.Recuperation),
        .. fields.Select(f => (f.Name, planification.Cron(f))),
    ];

    private static IEnumerable<(string Champ, int Valeur)> Thresholds(ReglesEtablissement regles) =>
    [
        ("gardeDecisionPourcent", regles.GardeDecisionPourcent), ("gardeDisparitionPourcent", regles.GardeDisparitionPourcent),
        ("gardeInstantanePourcent", regles.GardeInstantanePourcent),
    ];

    private static string Cron(string text) =>
        $"« {text} » n'est pas une expression cron de Quartz (secondes minutes heures jour mois jour-de-semaine), par exemple 0 0 " +
        "20 * * ? pour 20 h chaque jour.";
}
