using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>What a command answered: its exit code, and its JSON when it wrote any.</summary>
internal sealed record ReponseCommande(int Code, JsonNode? Json, string Erreurs);

/// <summary>« gateway catalogue … » as a person or a script calls it: a process per command, on a base of its own.</summary>
internal sealed class CommandeCatalogue(string assembly, DirectoryInfo dossier)
{
    public async Task<ReponseCommande> LancerAsync(DateOnly jour, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = dossier.FullName,
            ArgumentList = { "exec", assembly, "catalogue" },
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var argument in new[]
        {
            "--base", Path.Combine(dossier.FullName, "catalogue.db"), "--json", "--horloge",
            jour.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T12:00:00+01:00",
        })
            start.ArgumentList.Add(argument);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        using var process = Process.Start(start) ?? throw new DemoException("La commande du catalogue n'a pas démarré.");
        var sortie = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var erreurs = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return new ReponseCommande(process.ExitCode, Lire(await sortie), await erreurs);
    }

    /// <summary>A command that must succeed.</summary>
    public async Task<JsonNode> ReussirAsync(DateOnly jour, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var reponse = await LancerAsync(jour, arguments, cancellationToken);
        return reponse is { Code: 0, Json: { } json } ? json
            : throw new DemoException($"« parcoursup-gateway catalogue {string.Join(' ', arguments)} » a échoué (code {reponse.Code}) :"
                + $"{Environment.NewLine}{reponse.Erreurs}{reponse.Json}");
    }

    private static JsonNode? Lire(string sortie)
    {
        try
        {
            return string.IsNullOrWhiteSpace(sortie) ? null : JsonNode.Parse(sortie);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
