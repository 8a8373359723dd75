namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Finds the gateway that was built beside this program.</summary>
internal static class GatewayFiles
{
    private const string Solution = "Parcoursup.Gateway.slnx";

    public static string FindAssembly(string from)
    {
        var root = new DirectoryInfo(from);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, Solution)))
            root = root.Parent;
        if (root is null)
            throw new DemoException($"La racine du projet ({Solution}) est introuvable au-dessus de {from}.");

        // …/bin/<configuration>/net10.0/: the gateway of the same configuration first.
        var own = new DirectoryInfo(from.TrimEnd(Path.DirectorySeparatorChar)).Parent?.Name ?? "Release";
        return new[] { own, "Release", "Debug" }
            .Select(configuration => Path.Combine(root.FullName, "src", "Gateway", "bin", configuration, "net10.0", "gateway.dll"))
            .FirstOrDefault(File.Exists)
            ?? throw new DemoException("La passerelle n'est pas compilée : lancez d'abord « dotnet build ».");
    }
}
