using System.CommandLine;
using System.Text.Json;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway config export</c></summary>
internal sealed class ExportCommand(DocumentFormat format, ConfigurationService configuration)
{
    public static Command Create(ICommandRun run)
    {
        var file = new Argument<FileInfo>("fichier") { Description = "Où écrire le document" };
        var command = new Command("export", "Écrit la configuration, sans les secrets") { file };
        command.SetAction((result, ct) => run.WithAsync<ExportCommand>(work => work.RunAsync(result.GetValue(file)!, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(FileInfo file, CancellationToken ct)
    {
        var indented = new JsonSerializerOptions(format.Options) { WriteIndented = true };
        await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(configuration.Export(), indented) + "\n", ct);
        return 0;
    }
}
