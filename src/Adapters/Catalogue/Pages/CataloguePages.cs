using System.Globalization;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>The pages of the catalogue: of no établissement, for the MOSS, the instructors of académies, and who may only look.</summary>
internal static class CataloguePages
{
    public const string Racine = "/catalogue";
    public const string NonLu = "Rien n'a été fait : cocher la case qui dit que les changements ont été vus.";

    public static IEnumerable<EntreeMenu> Menu(Utilisateur utilisateur) =>
        utilisateur.Tient(Qui.Tous) ? [new EntreeMenu("Catalogue", Racine, Niveau.Lecture, 70)] : [];

    public static void Map(RouteGroupBuilder pages)
    {
        var catalogue = pages.MapGroup(Racine);
        FormationPages.Map(catalogue);
        ReglePages.Map(catalogue);
        NuitPages.Map(catalogue);
        SuiviPages.Map(catalogue);
        RestaurationPages.Map(catalogue);
    }

    public static string Formation(string cle) => $"{Racine}/formations/{Uri.EscapeDataString(cle)}";

    public static string Regle(string id) => $"{Racine}/regles/{Uri.EscapeDataString(id)}";

    public static string Nuit(DateOnly jour) => string.Create(CultureInfo.InvariantCulture, $"{Racine}/nuits/{jour:yyyy-MM-dd}");

    /// <summary>What is wrong, of a work that was refused.</summary>
    public static string Motifs(Issue issue) => issue.Corps is RefusIssue refused
        ? string.Join(" ", refused.erreurs.Select(e => e.motif)) : "Cela n'a pas abouti.";
}
