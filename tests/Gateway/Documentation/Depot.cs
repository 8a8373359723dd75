namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>The repository that the tests run in.</summary>
internal static class Depot
{
    public static string Root { get; } = FindRoot();

    /// <param name="path">From the root, for instance <c>docs/security.md</c>.</param>
    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Parcoursup.Gateway.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
