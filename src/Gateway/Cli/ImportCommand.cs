using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway config import</c>: what the change makes void is tested again at once.</summary>
internal sealed class ImportCommand(
    DocumentFormat format, ConfigurationService configuration, ConfigurationDirectory directory, ConnectorTest tests)
{
    public static Command Create(ICommandRun run)
    {
        var file = new Argument<FileInfo>("fichier") { Description = "Le document à lire" };
        var command = new Command("import", "Crée ou remplace les établissements et campagnes du document") { file };
        command.SetAction((result, ct) => run.WithAsync<ImportCommand>(work => work.RunAsync(result.GetValue(file)!, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(FileInfo file, CancellationToken ct)
    {
        if (!file.Exists) return await CommandFailure.MissingAsync(file);
        var given = await File.ReadAllBytesAsync(file.FullName, ct);
        if (format.TryRead<ConfigurationDocument>(given, out var document) is { } unreadable)
            return await CommandFailure.TellAsync(Line(unreadable));
        var change = await configuration.ImportAsync(document!, ct);
        if (!change.Succeeded) return await CommandFailure.TellAsync(change.Erreurs.Select(Line));
        var test = new ConnectorCommand(directory, tests);
        foreach (var code in change.Connexions) await test.RunAsync(code, "ligne de commande (après modification)", ct);
        var saved = $"{Accord.De(document!.Etablissements.Count, "établissement")} et {Accord.De(document.Campagnes.Count, "campagne")}";
        await Console.Out.WriteLineAsync($"Enregistré : {saved}.");
        return 0;
    }

    private static string Line(Erreur error) => $"{error.Champ} : {error.Message}";
}
