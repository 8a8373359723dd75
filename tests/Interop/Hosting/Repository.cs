namespace Parcoursup.Gateway.Interop.Tests.Hosting;

/// <summary>Where things are, from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Clients => Path.Combine(Root, "tests", "Interop", "clients");

    /// <summary>Generated stubs and compiled clients: made again when it is deleted.</summary>
    public static string Built => Path.Combine(Root, "tests", "Interop", "obj", "clients");

    /// <summary>Requests of the clients, which the fast tests replay.</summary>
    public static string Requests => Path.Combine(Root, "tests", "Fixtures", "Requetes");

    public static string Matrix => Path.Combine(Root, "docs", "reference", "interop.md");

    /// <summary>The program of the same configuration (Debug or Release) as these tests.</summary>
    public static string Gateway { get; } = Path.Combine(
        Root, "src", "Gateway", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "gateway.dll");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Parcoursup.Gateway.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
