using System.Diagnostics;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>How a command ended and what it wrote.</summary>
internal sealed record FinCommande(int Code, string Sortie, string Erreurs);

/// <summary>Runs <c>gateway exposition …</c> as a process of its own, on a base of its own.</summary>
internal sealed class CommandeExposition(string assembly, DirectoryInfo dossier)
{
    public string Chemin(string nom) => Path.Combine(dossier.FullName, nom);

    public async Task<FinCommande> LancerAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };
        foreach (var argument in (string[])["exec", assembly, "exposition", .. arguments]) start.ArgumentList.Add(argument);
        // The demo does not wait for a limit that its own API does not have.
        start.Environment["Exposition__AppelsParMinute"] = "600000";
        start.Environment["Exposition__Rafale"] = "10000";
        using var process = Process.Start(start) ?? throw new DemoException("La commande de la passerelle n'a pas démarré.");
        try
        {
            var sortie = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var erreurs = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new FinCommande(process.ExitCode, await sortie, await erreurs);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
