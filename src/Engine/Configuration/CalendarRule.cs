using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>Campaign calendars, cron expressions and thresholds.</summary>
internal sealed class CalendarRule : IDocumentRule
{
    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        for (var i = 0; i < document.Campagnes.Count; i++)
        {
            var campagne = document.Campagnes[i];
            var path = $"campagnes[{i}]";
            if (campagne.Session is < 2018 or > 2100)
                yield return new($"{path}.session", "Indiquer l'année de la campagne, par exemple 2026.");
            if (campagne.PublicationResultatsBac == default)
                yield return new($"{path}.publicationResultatsBac", "Indiquer le jour de publication des résultats du baccalauréat (aaaa-mm-jj).");
            else if (campagne.DebutAdmission != default && campagne.PublicationResultatsBac < campagne.DebutAdmission)
                yield return new($"{path}.publicationResultatsBac", "La publication des résultats précède le début de la phase d'admission : vérifier les dates.");
            if (campagne.ResultatsRattrapage < campagne.PublicationResultatsBac)
                yield return new($"{path}.resultatsRattrapage", "Les résultats du rattrapage précèdent ceux du premier groupe : vérifier les dates.");
        }

        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var planification = document.Etablissements[i].Planification;
            if (!BusinessCron.IsValid(planification.Remontee))
                yield return new($"etablissements[{i}].planification.remontee", Cron(planification.Remontee));
            if (!BusinessCron.IsValid(planification.Recuperation))
                yield return new($"etablissements[{i}].planification.recuperation", Cron(planification.Recuperation));
            if (!BusinessCron.IsValid(planification.Fichiers))
                yield return new($"etablissements[{i}].planification.fichiers", Cron(planification.Fichiers));
            if (!BusinessCron.IsValid(planification.Scolarix))
                yield return new($"etablissements[{i}].planification.scolarix", Cron(planification.Scolarix));
            var regles = document.Etablissements[i].Regles;
            foreach (var (champ, valeur) in ((string, int)[])[("gardeDecisionPourcent", regles.GardeDecisionPourcent), ("gardeDisparitionPourcent", regles.GardeDisparitionPourcent), ("gardeInstantanePourcent", regles.GardeInstantanePourcent)])
                if (valeur is < 0 or > 100)
                    yield return new($"etablissements[{i}].regles.{champ}", $"Ce seuil de garde vaut {valeur} : indiquer un pourcentage de 0 à 100.");
        }
    }

    private static string Cron(string text) =>
        $"« {text} » n'est pas une expression cron de Quartz (secondes minutes heures jour mois jour-de-semaine), par exemple 0 0 20 * * ? pour 20 h chaque jour.";
}
