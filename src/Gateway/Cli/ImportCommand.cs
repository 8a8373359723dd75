using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// <c>gateway config import</c>: what the change makes void is tested again at once. With <c>--essai</c> it tells what would differ
/// and which decisions would turn, and stores nothing.
/// </summary>
internal sealed class ImportCommand(
    DocumentFormat format, ConfigurationService configuration, ConfigurationDirectory directory, ConfigurationImpact impact,
    ConnectorTest tests)
{
    public static Command Create(ICommandRun run)
    {
        var file = new Argument<string>("fichier") { Description = "Le document à lire ; - pour l'entrée standard" };
        var essai = new Option<bool>("--essai") { Description = "Montre ce qui changerait, sans rien enregistrer" };
        var command = new Command("import", "Crée ou remplace les établissements et campagnes du document") { file, essai };
        command.SetAction((result, ct) => run.WithAsync<ImportCommand>(
            work => work.RunAsync(result.GetValue(file)!, result.GetValue(essai), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string file, bool essai, CancellationToken ct)
    {
        if (file != ExportCommand.Standard && !File.Exists(file)) return await CommandFailure.MissingAsync(new FileInfo(file));
        if (format.TryRead<ConfigurationDocument>(await ReadAsync(file, ct), out var document) is { } unreadable)
            return await CommandFailure.TellAsync(Line(unreadable));
        var trial = configuration.Try(_ => document!);
        if (trial.Erreurs.Count > 0) return await CommandFailure.TellAsync(trial.Erreurs.Select(Line));
        var sentences = (await impact.OfAsync(trial.Avant, trial.Apres, ct)).Phrases;
        return essai ? await ShowAsync(trial.Differences, sentences) : await SaveAsync(document!, sentences, ct);
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken ct)
    {
        if (file != ExportCommand.Standard) return await File.ReadAllBytesAsync(file, ct);
        using var given = new MemoryStream();
        await Console.OpenStandardInput().CopyToAsync(given, ct);
        return given.ToArray();
    }

    private static async Task<int> ShowAsync(IReadOnlyList<Difference> differences, IReadOnlyList<string> impact)
    {
        await Console.Out.WriteLineAsync(differences.Count == 0
            ? "Essai : le document ne change rien."
            : $"Essai, rien n'est enregistré. {Accord.De(differences.Count, "différence")} :");
        foreach (var difference in differences) await Console.Out.WriteLineAsync("  " + difference);
        await TellAsync(impact);
        return 0;
    }

    private async Task<int> SaveAsync(ConfigurationDocument document, IReadOnlyList<string> impact, CancellationToken ct)
    {
        var change = await configuration.ImportAsync(document, ct);
        if (!change.Succeeded) return await CommandFailure.TellAsync(change.Erreurs.Select(Line));
        var test = new ConnectorCommand(directory, tests);
        foreach (var code in change.Connexions) await test.RunAsync(code, "ligne de commande (après modification)", ct);
        var saved = $"{Accord.De(document.Etablissements.Count, "établissement")} et {Accord.De(document.Campagnes.Count, "campagne")}";
        await Console.Out.WriteLineAsync($"Enregistré : {saved}.");
        await TellAsync(impact);
        return 0;
    }

    private static async Task TellAsync(IReadOnlyList<string> impact)
    {
        foreach (var sentence in impact) await Console.Out.WriteLineAsync("Conséquence : " + sentence);
    }

    private static string Line(Erreur error) => $"{error.Champ} : {error.Message}";
}
