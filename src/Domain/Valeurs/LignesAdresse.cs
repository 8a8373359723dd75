namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>An address laid over lines of a given width: what is too long goes on in the next line while one is free (rule K1).</summary>
public static class LignesAdresse
{
    /// <summary>
    /// As many lines as were given. Each stays where it is when all fit; else they follow one another, and what is too long is broken
    /// between two words.
    /// </summary>
    /// <param name="lignes">Clean texts; null for an empty line.</param>
    /// <param name="largeur">Characters of a line.</param>
    /// <returns>The lines, and what found no place; null when all did.</returns>
    public static (IReadOnlyList<string?> Lignes, string? Perdu) Repartir(IReadOnlyList<string?> lignes, int largeur)
    {
        if (lignes.All(l => l is null || l.Length <= largeur)) return (lignes, null);
        var given = lignes.Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        var broken = given.SelectMany(line => Break(line!, largeur)).ToList();
        // Where line by line there is no room, the words may still fit one behind the other.
        if (broken.Count > lignes.Count && Break(string.Join(' ', given), largeur) is { } flowing && flowing.Count < broken.Count)
            broken = flowing;
        var lost = broken.Count > lignes.Count ? string.Join(' ', broken.Skip(lignes.Count)) : null;
        return ([.. Enumerable.Range(0, lignes.Count).Select(i => i < broken.Count ? broken[i] : null)], lost);
    }

    private static List<string> Break(string text, int width)
    {
        var lines = new List<string>();
        var rest = text.Trim(' ');
        while (rest.Length > width)
        {
            // A word longer than a line is broken within, but not within a pair.
            var at = rest.LastIndexOf(' ', width);
            if (at < 0) at = char.IsHighSurrogate(rest[width - 1]) && width > 1 ? width - 1 : width;
            lines.Add(rest[..at].TrimEnd(' '));
            rest = rest[at..].TrimStart(' ');
        }

        lines.Add(rest);
        return lines;
    }
}
