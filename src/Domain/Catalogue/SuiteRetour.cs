using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>What a line of the return flow makes of a formation that it designates; the same line again changes nothing.</summary>
public static class SuiteRetour
{
    /// <returns>The new state, and what to tell where the line could not be followed.</returns>
    public static (EtatPublication Etat, string? Avertissement) Appliquer(EtatPublication etat, LigneRetour ligne, DateOnly jour)
    {
        ArgumentNullException.ThrowIfNull(etat);
        ArgumentNullException.ThrowIfNull(ligne);
        return ligne.Effet switch
        {
            EffetRetour.CleAjoutee => Ajouter(etat, ligne),
            EffetRetour.PublicationAnnulee => (etat with { ParcoursupId = null }, null),
            EffetRetour.Fermeture => (etat with { Statut = StatutCatalogue.Ferme, ParcoursupId = null }, null),
            EffetRetour.PublieMdr => (etat.Publie ? etat : etat with { Publie = true, PublieLe = jour }, null),
            EffetRetour.RienAFaire => (etat, null),
            _ => (etat, $"Statut inconnu du flux retour {Valeurs.Cite.De(ligne.Statut)} : rien n'a changé."),
        };
    }

    private static (EtatPublication, string?) Ajouter(EtatPublication etat, LigneRetour ligne)
    {
        if (ligne.GTaCod is not { } id) return (etat, "La clé a été ajoutée dans Parcoursup, mais sans identifiant : rien n'a changé.");
        if (etat.Statut == StatutCatalogue.NonPublie)
            return (etat, "La clé a été ajoutée dans Parcoursup, mais un instructeur ne publie pas la formation : elle reste "
                + "« non publié ».");
        // The flow says the same every day: what was posted under this id since stays published.
        return etat.Statut == StatutCatalogue.Publie && etat.ParcoursupId == id ? (etat, null)
            : (etat with { Statut = StatutCatalogue.PretPourIntegration, ParcoursupId = id }, null);
    }
}
