using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Identite;

/// <summary>National student number: 11 characters. Its key is not checked: a wrong one must not lose a candidate.</summary>
public static class Ine
{
    public const int Length = 11;

    /// <summary>True when the text has the shape of an INE (11 letters or digits).</summary>
    public static bool HasShape(string? text) => text is { Length: Length } && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Upper case without blanks and invisible characters (rule K1), null when nothing is left.</summary>
    public static string? Normalize(string? text) => Texte.Serre(text)?.ToUpperInvariant();
}
