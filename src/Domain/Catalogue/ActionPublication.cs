using System.Globalization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>How an instructor's action ended: the new status, the same one when there is nothing to do, or a refusal.</summary>
public sealed record IssueAction(StatutCatalogue Statut, string? Refus)
{
    public bool EstRefusee => Refus is not null;
}

/// <summary>What instructors do: publish, or not publish with a reason (rule H3).</summary>
public static partial class ActionPublication
{
    /// <param name="evaluation">What the rules say today; null while no campaign is open.</param>
    public static IssueAction Publier(Acteur acteur, FormationCatalogue formation, StatutCatalogue statut, Evaluation? evaluation)
    {
        if (Droit(acteur, formation) is { } refusal) return new(statut, refusal);
        return statut switch
        {
            StatutCatalogue.PretPourIntegration or StatutCatalogue.Publie => new(statut, null),
            StatutCatalogue.NonPubliable => new(statut, "La formation n'est pas publiable en l'état. " + evaluation?.Motif),
            StatutCatalogue.Ferme => new(statut, "Parcoursup dit la formation fermée : la rouvrir d'abord dans Parcoursup."),
            StatutCatalogue.EnAttenteMiseAJour => new(
                statut, "La formation attend que ses données soient corrigées : les corriger d'abord."),
            // Asked for again after having been taken out: only what the scope still has.
            StatutCatalogue.NonPublie when evaluation is { Statut: StatutCatalogue.NonPubliable } =>
                new(statut, "La formation n'est plus publiable en l'état. " + evaluation.Motif),
            _ => new(StatutCatalogue.PretPourIntegration, null),
        };
    }

    public static IssueAction NePasPublier(Acteur acteur, FormationCatalogue formation, StatutCatalogue statut, string? raison)
    {
        if (Droit(acteur, formation) is { } refusal) return new(statut, refusal);
        if (string.IsNullOrWhiteSpace(raison)) return new(statut, "« ne pas publier » demande sa raison (--raison).");
        return statut switch
        {
            StatutCatalogue.NonPubliable => new(statut, "La formation n'est pas publiable en l'état : il n'y a rien à retirer."),
            StatutCatalogue.Ferme => new(statut, "La formation est déjà fermée dans Parcoursup."),
            _ => new(StatutCatalogue.NonPublie, null),
        };
    }

    private static string? Droit(Acteur acteur, FormationCatalogue formation)
    {
        ArgumentNullException.ThrowIfNull(acteur);
        ArgumentNullException.ThrowIfNull(formation);
        if (acteur.Role != RoleCatalogue.Instructeur)
            return "Seul un instructeur publie ou retire une formation : la MOSS écrit les règles, la lecture consulte.";
        if (!acteur.EstDe(formation.Academie))
            return $"La formation est de l'académie {formation.Academie?.ToString(CultureInfo.InvariantCulture) ?? "inconnue"} : "
                + "un instructeur n'agit que sur celles de son académie.";
        return formation.Uai is { } uai && Uai().IsMatch(uai) ? null
            : $"L'UAI de la formation {Cite.De(formation.Uai)} n'est pas valide (sept chiffres et une lettre) : la corriger à la source.";
    }

    [GeneratedRegex(@"^[0-9]{7}[A-Za-z]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Uai();
}
