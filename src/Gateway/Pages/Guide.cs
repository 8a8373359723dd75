using System.Collections.Frozen;
using System.Text;

namespace Parcoursup.Gateway.Pages;

/// <summary>The documentation that the program carries, by its path below <c>docs</c>.</summary>
internal static class Guide
{
    private const string Prefix = "docs/";
    private const string Picture = ".png";

    private static readonly (string Name, string Path)[] Resources =
    [
        .. typeof(Guide).Assembly.GetManifestResourceNames().Select(name => (Name: name, Path: name.Replace('\\', '/')))
            .Where(resource => resource.Path.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(resource => (resource.Name, resource.Path[Prefix.Length..])),
    ];

    private static readonly FrozenDictionary<string, string> Files = Load();

    private static readonly FrozenDictionary<string, string> Pictures =
        Resources.Where(r => IsPicture(r.Path)).ToFrozenDictionary(r => r.Path, r => r.Name, StringComparer.Ordinal);

    /// <summary>The guides of administrators, in the order in which they are read: set-up first.</summary>
    public static IReadOnlyList<(string Path, string Title)> Guides { get; } =
    [
        .. Files.Keys.Where(path => path.StartsWith("guide/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal))
            .OrderBy(path => path != "guide/mise-en-route.md").ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => (path, TitleOf(Files[path]))),
    ];

    public static string? TextOf(string path) => Files.GetValueOrDefault(path);

    public static bool Has(string path) => Files.ContainsKey(path) || Pictures.ContainsKey(path);

    /// <summary>A picture of a guide, as PNG.</summary>
    public static byte[]? PictureOf(string path)
    {
        if (Pictures.GetValueOrDefault(path) is not { } resource) return null;
        using var stream = typeof(Guide).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The first heading.</summary>
    public static string TitleOf(string markdown) =>
        markdown.Split('\n').FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? "Documentation";

    private static FrozenDictionary<string, string> Load() => Resources.Where(r => !IsPicture(r.Path)).ToFrozenDictionary(r => r.Path, r =>
    {
        using var reader = new StreamReader(typeof(Guide).Assembly.GetManifestResourceStream(r.Name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }, StringComparer.Ordinal);

    private static bool IsPicture(string path) => path.EndsWith(Picture, StringComparison.Ordinal);
}
