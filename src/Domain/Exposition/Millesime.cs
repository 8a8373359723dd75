using System.Globalization;

namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>A year of the figures: <c>2023</c>, or <c>2022_2023</c> for two that are added.</summary>
public static class Millesime
{
    public static bool EstValide(string texte)
    {
        ArgumentNullException.ThrowIfNull(texte);
        return texte.Length is 4 or 9 && Annee(texte[..4]) is { } debut
            && (texte.Length == 4 || (texte[4] == '_' && Annee(texte[5..]) == debut + 1));
    }

    /// <summary>The year in which its last leavers left; null for what is no millésime.</summary>
    public static int? Fin(string? texte) => texte is { Length: >= 4 } ? Annee(texte[^4..]) : null;

    private static int? Annee(string texte) =>
        int.TryParse(texte, NumberStyles.None, CultureInfo.InvariantCulture, out var annee) && annee is > 1900 and < 2200 ? annee : null;
}
