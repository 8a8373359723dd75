using System.CommandLine;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;

namespace Parcoursup.Gateway.Adapters.Catalogue.Commandes;

/// <summary>What all commands of the catalogue share: the base, the clock, the form of the answer.</summary>
internal sealed class LigneCatalogue(ICommandRun run)
{
    private CommandOptions? _options;

    public Command Racine(string name, string description)
    {
        var root = new Command(name, description);
        _options = CommandOptions.On(root);
        return root;
    }

    /// <summary>A command that is done by one service.</summary>
    /// <param name="existing">Whether it is about what a base has already: a mistyped base is told, not made.</param>
    public Command Commande<TService>(
        string name, string description, IEnumerable<Symbol> symbols, Func<ParseResult, TService, CancellationToken, Task<Issue>> work,
        bool existing = false)
        where TService : notnull
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        command.SetAction((result, ct) => ExecuterAsync(result, work, existing, ct));
        return command;
    }

    private async Task<int> ExecuterAsync<TService>(
        ParseResult result, Func<ParseResult, TService, CancellationToken, Task<Issue>> work, bool existing, CancellationToken ct)
        where TService : notnull
    {
        var settings = _options!.Of(result) with { Existing = existing };
        return await run.WithAsync<TService>(settings, async service => await DireAsync(result, await work(result, service, ct)), ct);
    }

    private async Task<int> DireAsync(ParseResult result, Issue issue)
    {
        if (issue.Corps is byte[] bytes)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(bytes);
        }
        else if (_options!.Of(result).Json || issue.Corps is System.Text.Json.Nodes.JsonArray)
            await Console.Out.WriteLineAsync(issue.Texte());
        else
            await (issue.Code == Issue.Fait ? Console.Out : Console.Error).WriteAsync(TexteIssue.De(issue));
        return issue.Code;
    }

    /// <summary>A day of an option; null, and why, when it is none.</summary>
    public static DateOnly? Jour(string? text, out string? refus)
    {
        refus = null;
        if (JourCivil.TryParse(text, out var day)) return day;
        refus = text is null ? "Indiquer une date : AAAA-MM-JJ." : DateRecue.Refus(text, DateRecue.FormeJour);
        return null;
    }

    /// <summary>A file that a command reads whole.</summary>
    public static async Task<Issue> AvecFichierAsync(string? path, Func<byte[], Task<Issue>> work, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(path)) return Issue.Refusee("fichier", "Indiquer le fichier à lire.");
        if (!File.Exists(path)) return Issue.Refusee("fichier", $"{path} : ce fichier n'existe pas.");
        return await work(await File.ReadAllBytesAsync(path, ct));
    }
}
