using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>
/// What a text of any kind says: its values, and not the names of its fields, in which a short name may stand (Na in
/// <c>dateNaissance</c>).
/// </summary>
internal static partial class TexteLu
{
    private const int Timeout = 1000;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly string[] Formes = ["dd/MM/yyyy", "yyyy-MM-dd", "ddMMyyyy", "yyyyMMdd"];

    /// <summary>The words of its values, in plain capitals.</summary>
    public static IReadOnlyList<string> Mots(string texte) =>
        Lettres.Mots(WebUtility.HtmlDecode(Champ().Replace(Balise().Replace(texte, static tag => Attributs(tag.Value)), " ")));

    /// <summary>The birth dates that it gives in fields of their own.</summary>
    public static IReadOnlyCollection<DateOnly> Naissances(string texte) =>
    [
        .. Naissance().Matches(texte).Select(m => m.Groups[1].Value.Split('T')[0])
            .SelectMany(valeur => Formes.Select(forme => Date(valeur, forme))).OfType<DateOnly>(),
    ];

    /// <summary>Whether a day stands in it, in any form.</summary>
    public static bool Dit(string texte, DateOnly jour) => Formes.Any(forme =>
        texte.Contains(jour.ToString(forme, CultureInfo.InvariantCulture), StringComparison.Ordinal));

    // One form read as another gives a day that nobody was born on.
    private static DateOnly? Date(string valeur, string forme) =>
        DateOnly.TryParseExact(valeur, forme, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1900 and < 2100 ? day : null;

    private static string Attributs(string balise) => " " + string.Join(' ', Attribut().Matches(balise)
        .Where(a => !a.Groups[1].Value.StartsWith("xmlns", StringComparison.Ordinal)).Select(a => a.Groups[2].Value)) + " ";

    [GeneratedRegex(@"<[/?!]?[a-z_][^<>]*>", Options, Timeout)]
    private static partial Regex Balise();

    [GeneratedRegex(@"([\w:.-]+)\s*=\s*(""[^""]*""|'[^']*')", Options, Timeout)]
    private static partial Regex Attribut();

    // A name in quotation marks before a colon and a value.
    [GeneratedRegex(@"""\w+""\s*:(?=\s*(?:[""\[{\d-]|true|false|null))", Options, Timeout)]
    private static partial Regex Champ();

    [GeneratedRegex(@"(?:<(?:[\w.-]+:)?[\w.-]*nai[\w.-]*(?:\s[^<>]*)?>|""\w*nai\w*""\s*:\s*"")\s*([\w/-]+)", Options, Timeout)]
    private static partial Regex Naissance();
}
