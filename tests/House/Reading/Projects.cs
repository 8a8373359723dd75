using System.Xml.Linq;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>The projects, as they lie in the folders and as the solution lists them, by their path below the root.</summary>
internal static class Projects
{
    private static readonly string Root = Path.GetDirectoryName(Sources.Root)!;

    public static IReadOnlyCollection<string> OnDisk() =>
    [
        .. new[] { "src", "tests", "bench" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(Root, part), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)),
    ];

    public static IReadOnlyCollection<string> InSolution() =>
        [.. XDocument.Load(Path.Combine(Root, "Parcoursup.Gateway.slnx")).Descendants("Project").Select(project => (string)project.Attribute("Path")!)];
}
