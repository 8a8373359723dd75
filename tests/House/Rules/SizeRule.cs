using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>Lines, files and constructors that one can take in at a glance.</summary>
internal static class SizeRule
{
    public const int LongestLine = 140;
    public const int LongestFile = 250;
    public const int MostParameters = 7;

    public static IEnumerable<string> Lines(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith(".cs", StringComparison.Ordinal)
        from line in file.Lines.Select((text, i) => (text.Length, Number: i + 1))
        where line.Length > LongestLine
        select $"{file.Path}:{line.Number} has {line.Length} characters";

    /// <param name="allowed">Files that may be longer.</param>
    public static IEnumerable<string> Files(IReadOnlyCollection<SourceFile> files, IReadOnlyCollection<string> allowed)
    {
        var longer = files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) && file.Lines.Count > LongestFile).ToList();
        foreach (var file in longer.Where(file => !allowed.Contains(file.Path))) yield return $"{file.Path} has {file.Lines.Count} lines";
        foreach (var path in allowed.Where(path => longer.All(file => file.Path != path))) yield return $"{path} is short now: strike it from the list";
    }

    /// <summary>More than seven parameters want a comment above the type or the constructor that says why, with the word "parameters".</summary>
    public static IEnumerable<string> Constructors(IEnumerable<ConstructorFact> constructors, IEnumerable<SourceFile> files)
    {
        var sources = files.ToDictionary(file => file.Path);
        foreach (var constructor in constructors.Where(c => c.Parameters > MostParameters))
            if (!sources.TryGetValue(constructor.Place.File, out var file) || !Explained(file, constructor.Type))
                yield return $"{constructor.Place}: {constructor.Type} takes {constructor.Parameters} parameters and no comment says why";
    }

    private static bool Explained(SourceFile file, string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..].Split('+')[^1];
        var at = file.Lines.ToList().FindIndex(line => line.Contains($"class {name}", StringComparison.Ordinal) || line.Contains($"struct {name}", StringComparison.Ordinal));
        for (var i = at - 1; i >= 0 && (file.Lines[i].TrimStart() is ['/', '/', ..] or ['[', ..]); i--)
            if (file.Lines[i].Contains("parameters", StringComparison.Ordinal)) return true;
        return false;
    }
}
