using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Identite;

/// <summary>
/// National number of an établissement: seven digits and a control letter, which is the number modulo 23 in the
/// alphabet without I, O and Q (contract of Parcoursup, §4).
/// </summary>
public static class Uai
{
    private const string ControlLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /// <summary>True when the text has the shape of a UAI and the right control letter.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: 8 }
        && int.TryParse(text.AsSpan(0, 7), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var number)
        && ControlLetters[number % 23] == text[7];

    /// <summary>True when the text has seven digits and a letter, be it the right one or not.</summary>
    public static bool HasShape(string? text) =>
        text is { Length: 8 } && char.IsAsciiLetter(text[7]) && !text.AsSpan(0, 7).ContainsAnyExceptInRange('0', '9');

    /// <summary>Upper case without surrounding blanks and invisible characters, null when nothing is left.</summary>
    public static string? Normalize(string? text) => Texte.Net(text)?.ToUpperInvariant();
}
