using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>The files of <c>src</c> that the plan concerns, as they are written.</summary>
internal static class Sources
{
    private static readonly string[] Parts = ["Domain", "Soap", "FichiersPlats", "Tableurs", "Engine", "Adapters", "Gateway"];

    public static readonly string Root = Path.Combine(FindRoot(), "src");

    public static readonly IReadOnlyList<SourceFile> All =
    [
        .. Parts.SelectMany(part => Directory.EnumerateFiles(Path.Combine(Root, part), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".sql" && !IsBuilt(path))
            .Select(path => new SourceFile(Below(path)!, File.ReadAllLines(path))).OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>The code of the other tests, with paths from the root of the project.</summary>
    public static IEnumerable<SourceFile> OfTests() =>
        from path in Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Root)!, "tests"), "*.cs", SearchOption.AllDirectories)
        where !IsBuilt(path) && !path.Contains("/tests/House/", StringComparison.Ordinal)
        select new SourceFile(Path.GetRelativePath(Path.GetDirectoryName(Root)!, path).Replace('\\', '/'), File.ReadAllLines(path));

    /// <summary>The folders that hold code.</summary>
    public static readonly IReadOnlyList<string> Folders =
        [.. All.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(f => Path.GetDirectoryName(f.Path)!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Namespace → folder, for the rooms of the host and all others.</summary>
    public static readonly IReadOnlyDictionary<string, string> Namespaces = NamespacesOf(All);

    /// <summary>The path below <c>src</c>; null when it lies elsewhere, as generated code does.</summary>
    public static string? Below(string path)
    {
        var relative = Path.GetRelativePath(Root, path).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) || IsBuilt(path) ? null : relative;
    }

    /// <summary>The file that is called as the type, in the folder of its namespace.</summary>
    public static string? FileOf(string type)
    {
        var at = type.LastIndexOf('.');
        if (at < 0 || !Namespaces.TryGetValue(type[..at], out var folder)) return null;
        var path = $"{folder}/{type[(at + 1)..]}.cs";
        return All.Any(file => file.Path == path) ? path : null;
    }

    private static Dictionary<string, string> NamespacesOf(IEnumerable<SourceFile> files) => files
        .Select(file => (Name: file.Lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)), file.Path))
        .Where(f => f.Name is not null)
        .GroupBy(f => f.Name!["namespace ".Length..].TrimEnd(';', ' ', '{'), f => Path.GetDirectoryName(f.Path)!)
        .ToDictionary(g => g.Key, g => g.OrderBy(folder => folder.Length).First());

    private static bool IsBuilt(string path) => path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("/bin/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Parcoursup.Gateway.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("The test does not lie below the solution.");
    }
}
