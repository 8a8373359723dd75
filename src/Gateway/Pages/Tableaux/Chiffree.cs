using System.Globalization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Pages.Tableaux;

/// <summary>Sentences that machines read too, as people read them: a figure has its thousands apart and stays with its word.</summary>
internal static partial class Chiffree
{
    public static string De(string phrase) => Inner().Replace(
        First().Replace(phrase, found => Fr.Nombre(long.Parse(found.Value, CultureInfo.InvariantCulture))), "\u00a0");

    // What it begins with is a count; what comes later may be a year.
    [GeneratedRegex(@"^\d{1,15}(?= )")]
    private static partial Regex First();

    [GeneratedRegex(@"(?<=\d) (?=\p{L})")]
    private static partial Regex Inner();
}
