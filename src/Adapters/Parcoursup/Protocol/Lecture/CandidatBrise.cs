using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// What can be made out of an object that is no JSON: whose it is, so that he can be named and does not count as absent (rule C7).
/// </summary>
internal static partial class CandidatBrise
{
    // Whatever names a candidate stands near the beginning; of a broken megabyte no more is searched.
    private const int Searched = 64 * 1024;

    public static CandidatIncomplet Read(ReadOnlySpan<byte> objet, string message)
    {
        var text = Encoding.Latin1.GetString(objet[..Math.Min(Searched, objet.Length)]);
        return new CandidatIncomplet("", message, Number(Dossier().Match(text)), Ine.Normalize(Value(InePattern().Match(text))),
            Number(Formation().Match(text)));
    }

    private static string? Value(Match match) => match.Success ? match.Groups["v"].Value : null;

    private static int? Number(Match match) =>
        int.TryParse(Value(match), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    [GeneratedRegex("\"codeCandidat\"\\s*:\\s*\"?(?<v>[0-9]{1,10})\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dossier();

    [GeneratedRegex("\"codeFormationPsup\"\\s*:\\s*\"?(?<v>[0-9]{1,10})\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Formation();

    [GeneratedRegex("\"ine\"\\s*:\\s*\"(?<v>[0-9A-Za-z ]{10,14})\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InePattern();
}
