namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>Who may change the status of a rule: the MOSS everywhere, an instructor for his académie where the rule allows it.</summary>
public static class DroitRegle
{
    /// <param name="academie">Null: the status for the whole country.</param>
    /// <param name="statut">Null: the académie's own decision is withdrawn.</param>
    /// <returns>Why not, in French; null when he may.</returns>
    public static string? Refus(Acteur acteur, Regle regle, int? academie, StatutCatalogue? statut)
    {
        ArgumentNullException.ThrowIfNull(acteur);
        ArgumentNullException.ThrowIfNull(regle);
        if (acteur.Role == RoleCatalogue.Lecture) return "Le rôle lecture ne modifie rien.";
        if (statut is { } given && !given.EstRecalcule())
            return $"« {given.Libelle()} » n'est pas un statut de règle : {Statuts.Calculables}.";
        if (regle.Supprimee) return $"La règle {regle.Id} est supprimée.";
        if (regle.AutrePlateforme) return $"La règle {regle.Id} est celle d'une autre plateforme : elle est sans effet ici.";
        if (academie is not { } number)
            return acteur.Role != RoleCatalogue.Moss ? "Seule la MOSS change le statut national d'une règle."
                : statut is null ? "Le statut national d'une règle ne peut pas être retiré : en indiquer un autre."
                : regle.StatutsAcademies.Count > 0 && statut != StatutCatalogue.APublierRecteur
                    ? $"Des académies ont leur propre statut sur la règle {regle.Id} : les retirer d'abord "
                        + $"({string.Join(", ", regle.StatutsAcademies.Keys.Order())})."
                : null;
        if (!Academies.Existe(number)) return $"L'académie {number} n'existe pas.";
        if (acteur.Role == RoleCatalogue.Instructeur && !acteur.EstDe(number))
            return $"Un instructeur ne décide que pour son académie, pas pour la {number}.";
        return regle.AdmetAcademies ? null
            : $"La règle {regle.Id} est « {regle.Statut.Libelle()} » : une académie ne décide autrement que sur une règle "
                + $"« {StatutCatalogue.APublierRecteur.Libelle()} ».";
    }
}
