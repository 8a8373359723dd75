using System.Globalization;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;

namespace Parcoursup.Gateway.Adapters.Exposition.Pages;

/// <summary>How runs and their figures are said on a page.</summary>
internal static class EtatEnClair
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static (string Mot, string Teinte) De(string etat) => etat switch
    {
        nameof(EtatExecution.Appliquee) => ("appliquée", "bien"),
        nameof(EtatExecution.Retenue) => ("retenue par la garde", "mal"),
        nameof(EtatExecution.Incomplete) => ("incomplète", "mal"),
        nameof(EtatExecution.Chargement) => ("listes chargées", "neutre"),
        _ => ("en cours, ou interrompue", "attend"),
    };

    /// <summary>As in « 63,4 % ».</summary>
    public static string Part(int part, int total) => total == 0 ? "" : (100.0 * part / total).ToString("0.0", French) + "\u00a0%";

    /// <summary>A rate as the API gives it; null where it gives none.</summary>
    public static string? Taux(decimal? taux) => taux is { } known ? known.ToString("0.#", French) + "\u00a0%" : null;

    public static string? Euros(decimal? montant) => montant is { } known ? known.ToString("N0", French) + "\u00a0€" : null;
}
