namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>A word of a filter, as people read it or as it is stored.</summary>
internal static class MotsChoix
{
    /// <returns>False for a word that there is not.</returns>
    public static bool Lire<T>(string? texte, Func<T, string> mot, out string? valeur) where T : struct, Enum
    {
        valeur = null;
        if (string.IsNullOrEmpty(texte)) return true;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(mot(value), texte, StringComparison.OrdinalIgnoreCase)
                || string.Equals(value.ToString(), texte, StringComparison.OrdinalIgnoreCase))
                valeur = value.ToString();
        return valeur is not null;
    }

    public static string Admis<T>(Func<T, string> mot) where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(mot));
}
