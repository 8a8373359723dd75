using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>The pictures that the guides show: what the browser's tests see of the pages.</summary>
internal static partial class ImagesDuGuide
{
    public static readonly string Dossier = Depot.PathOf("docs/guide/images");

    /// <summary>Those that a guide names, without folder and ending.</summary>
    public static IReadOnlySet<string> Nommees { get; } = Directory.GetFiles(Depot.PathOf("docs/guide"), "*.md")
        .SelectMany(file => Image().Matches(File.ReadAllText(file))).Select(match => match.Groups["nom"].Value).ToHashSet(StringComparer.Ordinal);

    public static string CheminDe(string nom) => Path.Combine(Dossier, nom + ".png");

    /// <summary>With its words for whoever does not see it.</summary>
    [GeneratedRegex(@"!\[(?<mots>[^\]]{10,})\]\(images/(?<nom>[a-z0-9-]+)\.png\)")]
    private static partial Regex Image();
}
