using System.Collections.Frozen;
using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The contract as data (contract §2, §5): it drives the reader, the writer and the WSDL, so that another version of
/// the operation is another line of the table.
/// </summary>
public static class OpiSchema
{
    private static readonly Dictionary<string, OpiType> Known = new(StringComparer.Ordinal);
    private static readonly FrozenDictionary<int, OpiVersion> ByNumber = Parse();

    /// <summary>The versions offered and spoken, oldest first.</summary>
    public static IReadOnlyList<OpiVersion> Versions { get; } = ByNumber.Values.OrderBy(v => v.Numero).ToArray();

    public static bool IsSupported(int version) => ByNumber.ContainsKey(version);

    /// <exception cref="ArgumentOutOfRangeException">The version is not supported.</exception>
    public static OpiVersion Version(int numero) =>
        ByNumber.TryGetValue(numero, out var version) ? version : throw new ArgumentOutOfRangeException(nameof(numero), numero, null);

    /// <summary>The version whose operation has this local name, or null.</summary>
    public static OpiVersion? ByOperation(string localName)
    {
        // The newest first: theirs are nearly all calls, and their names are compared on every one.
        for (var i = Versions.Count - 1; i >= 0; i--)
            if (Versions[i].Operation == localName) return Versions[i];
        return null;
    }

    private static FrozenDictionary<int, OpiVersion> Parse()
    {
        var versions = new Dictionary<int, OpiVersion>();
        // What is indented goes on with the line before.
        var lines = OpiTypeTable.Types.Replace("\n ", " ", StringComparison.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                versions[number] = new OpiVersion(number, Known[words[1]]);
            else
                Known[words[0]] = ParseType(words);
        }
        return versions.ToFrozenDictionary();
    }

    private static OpiType ParseType(string[] words)
    {
        var (owner, name) = words[0].IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? (words[0][..slash], words[0][(slash + 1)..])
            : (words[0], words[0]);
        return new OpiType(name, OpiNamespaces.OfDto(owner), [.. words.Skip(1).Select(ParseElement)]);
    }

    private static OpiElement ParseElement(string word)
    {
        var end = word.AsSpan().IndexOfAny("=*:#!^-~@");
        var name = end < 0 ? word : word[..end];
        var marks = end < 0 ? "" : word[end..];
        if (marks.StartsWith('=') || marks.StartsWith('*'))
            return new OpiElement
            {
                Nom = name,
                Nature = NatureElement.Complexe,
                Type = Known[marks[1..]],
                EstRepete = marks[0] == '*',
                Nillable = marks[0] != '*',
            };

        return new OpiElement
        {
            Nom = name,
            Nature = marks.StartsWith(":i", StringComparison.Ordinal) ? NatureElement.Entier
                : marks.StartsWith(":d", StringComparison.Ordinal) ? NatureElement.Decimal
                : NatureElement.Texte,
            Largeur = Number(marks, '#') is { } width ? int.Parse(width, CultureInfo.InvariantCulture) : null,
            Requis = marks.Contains('!', StringComparison.Ordinal),
            EstCle = marks.Contains('^', StringComparison.Ordinal),
            DefautVide = marks.Contains('~', StringComparison.Ordinal),
            Nillable = !marks.Contains('-', StringComparison.Ordinal),
            Depuis = ApogeeRelease.TryParse(Number(marks, '@')),
        };
    }

    private static string? Number(string marks, char mark)
    {
        var at = marks.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? null : new string([.. marks.Skip(at + 1).TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
    }
}
