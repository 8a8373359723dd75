using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>
/// Parcoursup's id of a formation (<c>g_ta_cod</c>). What is empty is no id: compared as one, it once designated every formation that
/// had none.
/// </summary>
public static class IdParcoursup
{
    private const int Most = 50;
    private static readonly string[] Rien = ["0", "null", "undefined", "none"];

    /// <summary>Null where the text is no id: empty, nothing but zeros, a word that says nothing, or no code at all.</summary>
    public static string? Lire(string? texte)
    {
        var code = Texte.Net(texte);
        if (code is null || code.Length > Most || code.AsSpan().TrimStart('0').IsEmpty) return null;
        if (Rien.Contains(code, StringComparer.OrdinalIgnoreCase)) return null;
        return code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? code : null;
    }
}
