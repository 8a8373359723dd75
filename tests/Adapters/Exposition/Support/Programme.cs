using System.Diagnostics;
using System.Text;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

/// <summary>The gateway's own program, as the build has left it.</summary>
internal static class Programme
{
    private static readonly string Chemin = Trouver();

    /// <summary>Starts <c>gateway exposition …</c>; both outputs have to be read.</summary>
    public static Process Demarrer(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in (string[])["exec", Chemin, "exposition", .. arguments]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Trouver()
    {
        var dossier = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = dossier.Parent!.Name;
        while (!File.Exists(Path.Combine(dossier.FullName, "Parcoursup.Gateway.slnx"))) dossier = dossier.Parent!;
        return Path.Combine(dossier.FullName, "src/Gateway/bin", configuration, "net10.0/gateway.dll");
    }
}
