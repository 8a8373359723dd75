using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>States as persons read them, and the tint that goes with them.</summary>
internal static class Libelles
{
    public static string Teinte(StatutCatalogue statut) => statut switch
    {
        StatutCatalogue.Publie or StatutCatalogue.PretPourIntegration => "bien",
        StatutCatalogue.RejetDePublication or StatutCatalogue.EchecEnvoi => "mal",
        StatutCatalogue.NonPubliable or StatutCatalogue.NonPublie or StatutCatalogue.Ferme => "neutre",
        _ => "attend",
    };

    /// <summary>What the status asks of whom.</summary>
    public static string Suite(StatutCatalogue statut) => statut switch
    {
        StatutCatalogue.NonPubliable => "Elle n'ira pas sur Parcoursup tant que les règles ou ses données ne changent pas.",
        StatutCatalogue.APublierHabilitation => "L'habilitation de l'organisme est à contrôler ; un instructeur peut ensuite la publier.",
        StatutCatalogue.APublierAccesDirect => "L'accès direct après le bac est à contrôler ; un instructeur peut ensuite la publier.",
        StatutCatalogue.APublierRecteur => "L'académie doit la valider ; un instructeur peut ensuite la publier.",
        StatutCatalogue.APublier => "Un instructeur peut la publier.",
        StatutCatalogue.PretPourIntegration => "Un instructeur l'a demandée : le prochain envoi la portera à Parcoursup.",
        StatutCatalogue.Publie => "Parcoursup la connaît.",
        StatutCatalogue.NonPublie => "Un instructeur n'en veut pas : elle ne bouge plus d'elle-même.",
        StatutCatalogue.RejetDePublication => "Parcoursup l'a refusée : corriger, puis la publier de nouveau.",
        StatutCatalogue.EchecEnvoi => "Son envoi n'a pas abouti : les envois suivants la reprennent, en dernier.",
        StatutCatalogue.Ferme => "Parcoursup la dit fermée.",
        _ => "Ses données sont à corriger : elle ne bouge pas d'ici là.",
    };

    public static string Geste(string action) => action switch
    {
        ActionService.Publier => "publication demandée",
        ActionService.NePasPublier => "publication refusée",
        _ => "statut restauré",
    };

    public static (string Mots, string Teinte) Nuit(string etat) => Enum.Parse<EtatNuit>(etat) switch
    {
        EtatNuit.Terminee => ("appliquée", "bien"),
        EtatNuit.Retenue => ("retenue", "mal"),
        _ => ("demandée", "attend"),
    };

    public static (string Mots, string Teinte) Import(string etat) => Enum.Parse<EtatImport>(etat) switch
    {
        EtatImport.Applique => ("appliqué", "bien"),
        EtatImport.Retenu => ("retenu", "mal"),
        EtatImport.Echec => ("échoué", "mal"),
        EtatImport.EnCours => ("en cours, ou interrompu", "attend"),
        _ => ("écarté", "neutre"),
    };

    public static string? Envoi(string? etat) => etat is null ? null : Enum.Parse<EtatEnvoi>(etat) switch
    {
        EtatEnvoi.Termine => "envoyée à Parcoursup",
        EtatEnvoi.Demande => "envoi en attente",
        _ => "envoi remplacé par celui d'une nuit plus récente",
    };
}
