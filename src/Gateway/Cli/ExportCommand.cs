using System.CommandLine;
using System.Text.Json;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway config export</c></summary>
internal sealed class ExportCommand(DocumentFormat format, ConfigurationService configuration)
{
    /// <summary>Standard output or input in the place of a file.</summary>
    public const string Standard = "-";

    public static Command Create(ICommandRun run)
    {
        var file = new Argument<string>("fichier") { Description = "Où écrire le document ; - pour la sortie standard" };
        var command = new Command("export", "Écrit la configuration, sans les secrets") { file };
        command.SetAction((result, ct) => run.WithAsync<ExportCommand>(work => work.RunAsync(result.GetValue(file)!, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string file, CancellationToken ct)
    {
        var indented = new JsonSerializerOptions(format.Options) { WriteIndented = true };
        var text = JsonSerializer.Serialize(configuration.Export(), indented) + "\n";
        if (file == Standard) await Console.Out.WriteAsync(text.AsMemory(), ct);
        else await File.WriteAllTextAsync(file, text, ct);
        return 0;
    }
}
