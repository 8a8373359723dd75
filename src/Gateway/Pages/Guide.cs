using System.Collections.Frozen;
using System.Text;

namespace Parcoursup.Gateway.Pages;

/// <summary>The documentation that the program carries, by its path below <c>docs</c>.</summary>
internal static class Guide
{
    private const string Prefix = "docs/";

    private static readonly FrozenDictionary<string, string> Files = Load();

    /// <summary>The guides of administrators, in the order in which they are read: set-up first.</summary>
    public static IReadOnlyList<(string Path, string Title)> Guides { get; } =
    [
        .. Files.Keys.Where(path => path.StartsWith("guide/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal))
            .OrderBy(path => path != "guide/mise-en-route.md").ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => (path, TitleOf(Files[path]))),
    ];

    public static string? TextOf(string path) => Files.GetValueOrDefault(path);

    public static bool Has(string path) => Files.ContainsKey(path);

    /// <summary>The first heading.</summary>
    public static string TitleOf(string markdown) =>
        markdown.Split('\n').FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? "Documentation";

    private static FrozenDictionary<string, string> Load()
    {
        var assembly = typeof(Guide).Assembly;
        return assembly.GetManifestResourceNames().Select(name => (Name: name, Path: name.Replace('\\', '/')))
            .Where(resource => resource.Path.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(resource => resource.Path[Prefix.Length..], resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource.Name)!, Encoding.UTF8);
                return reader.ReadToEnd();
            }, StringComparer.Ordinal);
    }
}
