using System.Collections.Immutable;

namespace Parcoursup.Gateway.Composition;

/// <summary>
/// Settings that do not exist: one that is misspelt counts for nothing, and nobody would hear of it. The environment is full of
/// other programs' words, so that only what stands in a section of ours, or nearly so, is judged.
/// </summary>
internal static class KnownSettings
{
    private const int LargestSlip = 2;

    private static readonly string[] Placeholders = ["à remplacer", "…"];

    public static IEnumerable<string> Errors(IConfiguration configuration, IEnumerable<string> names)
    {
        var known = names.ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase);
        var sections = known.Select(SectionOf).ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase);
        return configuration.GetChildren().SelectMany(section => ErrorsOf(section, known, sections));
    }

    private static IEnumerable<string> ErrorsOf(
        IConfigurationSection section, ImmutableSortedSet<string> known, ImmutableSortedSet<string> sections)
    {
        if (!sections.Contains(section.Key)) return MisspeltSection(section, known, sections);
        return section.AsEnumerable().Where(s => s.Value is not null).SelectMany(setting =>
            !known.Contains(setting.Key) ? [Unknown(setting.Key, known)]
            : Placeholders.Any(p => setting.Value!.Contains(p, StringComparison.OrdinalIgnoreCase))
                ? [$"{setting.Key} : la valeur est encore celle de l'exemple, indiquer la vraie."]
            : Array.Empty<string>());
    }

    private static IEnumerable<string> MisspeltSection(
        IConfigurationSection section, ImmutableSortedSet<string> known, ImmutableSortedSet<string> sections)
    {
        if (section.GetChildren().Any())
        {
            if (sections.Any(name => Distance(name, section.Key) <= LargestSlip))
                foreach (var setting in section.AsEnumerable().Where(s => s.Value is not null)) yield return Unknown(setting.Key, known);
        }
        else if (known.FirstOrDefault(name => IsSame(name, section.Key)) is { } meant)
        {
            yield return $"{section.Key} : ce réglage n'existe pas ; dans l'environnement, la section et le nom sont séparés par deux "
                + $"traits de soulignement ({meant.Replace(":", "__", StringComparison.Ordinal)}).";
        }
    }

    // Stockage_Type and Stockage.Type.
    private static bool IsSame(string name, string written) =>
        written.Length == name.Length
        && string.Equals(name, written.Replace('_', ':').Replace('.', ':'), StringComparison.OrdinalIgnoreCase);

    private static string Unknown(string setting, IEnumerable<string> known)
    {
        var nearest = known.MinBy(name => Distance(name, setting))!;
        return Distance(nearest, setting) <= 2 * LargestSlip
            ? $"{setting} : ce réglage n'existe pas ; est-ce {nearest} ?"
            : $"{setting} : ce réglage n'existe pas ; ceux de la section sont {string.Join(", ", OfSection(setting, known))}.";
    }

    private static IEnumerable<string> OfSection(string setting, IEnumerable<string> known) =>
        known.Where(name => Distance(SectionOf(name), SectionOf(setting)) <= LargestSlip);

    private static string SectionOf(string name) => name.Split(':')[0];

    // Levenshtein's, without case.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
