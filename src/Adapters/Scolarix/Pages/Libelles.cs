using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Adapters.Scolarix.Retours;
using Parcoursup.Gateway.Domain.Scolarix;

namespace Parcoursup.Gateway.Adapters.Scolarix.Pages;

/// <summary>States as persons read them, and the tint that goes with them.</summary>
internal static class Libelles
{
    public static string De(InstantaneRow row) => Enum.Parse<EtatInstantane>(row.Etat) switch
    {
        EtatInstantane.Demande => "demandé",
        EtatInstantane.EnCours => "en cours d'écriture",
        EtatInstantane.EnAttente => "retenu",
        EtatInstantane.APublier => "va être publié",
        EtatInstantane.Publie => "publié",
        EtatInstantane.Remplace => "remplacé",
        EtatInstantane.Rejete => "rejeté",
        EtatInstantane.Identique => "identique",
        _ => "échoué",
    };

    public static string Teinte(InstantaneRow row) => Enum.Parse<EtatInstantane>(row.Etat) switch
    {
        EtatInstantane.Publie => "bien",
        EtatInstantane.EnAttente or EtatInstantane.Echec => "mal",
        EtatInstantane.Demande or EtatInstantane.EnCours or EtatInstantane.APublier => "attend",
        _ => "neutre",
    };

    public static string De(RetourRow row) => Enum.Parse<EtatRetour>(row.Etat) switch
    {
        EtatRetour.Recu => "en cours de lecture",
        EtatRetour.Rejete => "illisible",
        _ => ATraiter(row) == 0 ? "pris" : "pris, à compléter",
    };

    public static string Teinte(RetourRow row) => Enum.Parse<EtatRetour>(row.Etat) switch
    {
        EtatRetour.Recu => "attend",
        EtatRetour.Rejete => "mal",
        _ => ATraiter(row) == 0 ? "bien" : "attend",
    };

    /// <summary>Lines that ask something of a person.</summary>
    public static int ATraiter(RetourRow row) => row.Refusees + row.NonRapprochees;

    public static string De(NatureMouvement nature) => nature switch
    {
        NatureMouvement.Entree => "entrée", NatureMouvement.Sortie => "sortie", _ => "modification",
    };

    public static string De(Presence presence) => presence switch
    {
        Presence.Presente => "Dans le fichier",
        Presence.Absente => "Hors du fichier",
        Presence.ADecider => "À décider",
        Presence.CommeAvant => "Place gardée",
        _ => "Écartés",
    };

    public static string Explication(Presence presence) => presence switch
    {
        Presence.Presente => "Ils seront dans le prochain instantané.",
        Presence.Absente => "Leur réponse ou leur résultat les laisse hors du fichier ; ils y entrent d'eux-mêmes quand cela change.",
        Presence.ADecider =>
            "Ils ont accepté une proposition et rien ne dit s'ils ont le baccalauréat : ils restent hors du fichier. Attendre leur "
            + "résultat, ou déclarer ce que montre leur diplôme.",
        Presence.CommeAvant => "Leur situation est en suspens : chacun garde la place qu'il avait dans le dernier fichier.",
        _ => "Ils devraient être dans le fichier, et un défaut de leur fiche les en tient écartés : Scolarix refuserait tout le fichier.",
    };
}
