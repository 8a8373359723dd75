using System.Diagnostics;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>A program of the system that the demo needs for several nodes.</summary>
internal static class Outil
{
    /// <summary>Where it lies.</summary>
    /// <param name="paquet">What brings it.</param>
    /// <exception cref="DemoException">It is not there.</exception>
    public static string Trouver(string nom, string paquet) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Concat(PostgresFolders())
            .Select(folder => Path.Combine(folder, nom)).FirstOrDefault(File.Exists)
        ?? throw new DemoException($"Plusieurs nœuds demandent « {nom} », qui manque ici : apt-get install -y {paquet}");

    /// <summary>Runs it to its end.</summary>
    /// <param name="compte">As whom, where this program runs as root; null: as this one.</param>
    public static async Task LancerAsync(string programme, string[] arguments, string? compte, CancellationToken cancellationToken)
    {
        var comme = compte is not null && Environment.UserName == "root";
        // The error stream is not read by pipe: a server that is left behind would keep it open.
        var start = new ProcessStartInfo(comme ? "runuser" : programme, comme ? ["-u", compte!, "--", programme, .. arguments] : arguments)
        {
            RedirectStandardOutput = true, WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new DemoException($"« {programme} » n'a pas démarré.");
        var output = "";
        try
        {
            output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        }
        finally
        {
            // Also when nobody waits any more: what it has begun is whole before it is taken back.
            await process.WaitForExitAsync(CancellationToken.None);
        }

        if (process.ExitCode != 0) throw new DemoException($"« {programme} » a échoué (code {process.ExitCode}) : {output}");
    }

    private static IEnumerable<string> PostgresFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(v => Path.Combine(v, "bin"))
            : [];
}
