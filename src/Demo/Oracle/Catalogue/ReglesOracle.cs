using System.Text.RegularExpressions;
using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Oracle.Catalogue;

/// <summary>What the scope makes of a formation on a day, worked out from the texts and not from the gateway.</summary>
internal sealed class ReglesOracle(IReadOnlyList<ReglePerimetre> regles, int anneeCampagne)
{
    /// <summary>From the lowest to the highest.</summary>
    private static readonly string[] Rangs =
        [ReglePerimetre.Non, ReglePerimetre.Habilitation, ReglePerimetre.Postbac, ReglePerimetre.Recteur, ReglePerimetre.APublier];

    public static bool EstRecalcule(string statut) => Rangs.Contains(statut);

    public string Statut(FormationSuivie suivie, DateOnly jour)
    {
        if (!suivie.Presente || !EstEligible(suivie.Offre, jour)) return ReglePerimetre.Non;
        var rang = regles.Where(r => Convient(r, suivie.Offre)).Select(r => Array.IndexOf(Rangs, Donne(r, suivie.Offre.Academie)))
            .DefaultIfEmpty(0).Max();
        return Rangs[rang];
    }

    private bool EstEligible(OffreFormation o, DateOnly jour)
    {
        var dernierJourTropTot = new DateOnly(jour.Month >= 10 ? jour.Year + 1 : jour.Year, 8, 31);
        var cfdDecide = o.InscritDeDroit || o.RncpCode is null;
        var valide = cfdDecide ? !o.CfdPerime : o.RncpActif && !o.RncpPerime;
        var fin = cfdDecide ? o.CfdFermeture : o.RncpFin;
        var (premiere, derniere) = (new DateOnly(anneeCampagne + 1, 8, 1), new DateOnly(anneeCampagne + 2, 7, 31));
        return valide
            && (fin is null || fin > dernierJourTropTot)
            && o.Annee is "1" or "9" or "X"
            && o.Published && (o.CataloguePublished || o.Forcee)
            && o.Sessions.Any(s => s >= premiere && s <= derniere);
    }

    private static string Donne(ReglePerimetre regle, int academie)
    {
        if (regle.Interdit) return ReglePerimetre.Non;
        return regle.Statut == ReglePerimetre.Recteur && regle.Academies.TryGetValue(academie, out var autre) ? autre : regle.Statut;
    }

    private static bool Convient(ReglePerimetre regle, OffreFormation o) =>
        regle.Plateforme == "parcoursup" && !regle.Supprimee
        && regle.Niveau == o.Niveau && regle.Diplome == o.Diplome
        && (regle.Academie is null || regle.Academie == o.Academie)
        && (regle.Annee is null || regle.Annee == o.Annee)
        && (regle.Duree is null || regle.Duree == o.Duree)
        && (regle.Condition is not { } condition
            || (condition.Tous ? condition.Criteres.All(c => Tient(c, o)) : condition.Criteres.Any(c => Tient(c, o))));

    private static bool Tient(CriterePerimetre critere, OffreFormation o)
    {
        IEnumerable<string> valeurs = critere.Champ switch
        {
            "intitule_long" => [o.Intitule],
            "libelle_court" => [o.LibelleCourt],
            "niveau_formation_diplome" => [o.NiveauFormationDiplome],
            "cfd" => o.Cfd is null ? [] : [o.Cfd],
            "rncp_code" => o.RncpCode is null ? [] : [o.RncpCode],
            "rncp_details.nsf_code" => o.RncpCode is null ? [] : [o.Nsf],
            "bcn_mefs_10.mef10" => o.Mefs,
            _ => throw new InvalidOperationException($"Champ {critere.Champ} inconnu de l'oracle."),
        };
        return critere.Operateur switch
        {
            "égal à" => valeurs.Any(v => v == critere.Valeur),
            "différent de" => valeurs.All(v => v != critere.Valeur),
            "contient" => valeurs.Any(v => v.Contains(critere.Valeur, StringComparison.Ordinal)),
            "ne contient pas" => valeurs.All(v => !v.Contains(critere.Valeur, StringComparison.Ordinal)),
            "commence par" => valeurs.Any(v => v.StartsWith(critere.Valeur, StringComparison.Ordinal)),
            "termine par" => valeurs.Any(v => v.EndsWith(critere.Valeur, StringComparison.Ordinal)),
            "regexp" => valeurs.Any(v => Regex.IsMatch(v, critere.Valeur, RegexOptions.None, TimeSpan.FromSeconds(1))),
            _ => throw new InvalidOperationException($"Opérateur {critere.Operateur} inconnu de l'oracle."),
        };
    }
}
