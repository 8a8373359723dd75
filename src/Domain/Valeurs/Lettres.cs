using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Letters of Latin alphabets without their marks.</summary>
public static class Lettres
{
    /// <summary>The plain capitals of a letter that Unicode does not decompose; null for any other character.</summary>
    public static string? Simples(char c) => c switch
    {
        'œ' or 'Œ' => "OE",
        'æ' or 'Æ' => "AE",
        'ß' or 'ẞ' => "SS",
        'ø' or 'Ø' => "O",
        'ł' or 'Ł' => "L",
        'đ' or 'Đ' or 'ð' or 'Ð' => "D",
        'þ' or 'Þ' => "TH",
        'ı' or 'İ' => "I",
        'ħ' or 'Ħ' => "H",
        'ŋ' or 'Ŋ' => "N",
        'ŧ' or 'Ŧ' => "T",
        'ə' or 'Ə' => "E",
        _ => null,
    };

    /// <summary>The words of a text in plain capitals; whatever is neither letter nor digit stands between two.</summary>
    public static IReadOnlyList<string> Mots(string? text)
    {
        var clean = Texte.Net(text);
        if (clean is null) return [];
        var folded = new StringBuilder(clean.Length);
        foreach (var c in clean)
            if (Simples(c) is { } plain) folded.Append(plain);
            else if (!char.IsSurrogate(c)) folded.Append(c);
        var words = new StringBuilder(folded.Length);
        foreach (var c in folded.ToString().Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            else if (Simples(c) is { } plain) words.Append(plain);
            else words.Append(char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : ' ');
        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
