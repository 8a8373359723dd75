using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// What is wrong with a command line, in French. It is told on the error output: a script reads the other one. A word that a command does
/// not know is refused, or a misspelt option would silently not count; only the gateway itself takes settings so.
/// </summary>
internal static class CommandLineRefusal
{
    private const string Aide = "Voir --help.";

    /// <returns>Nothing when the command can be run, or has its help shown.</returns>
    public static IReadOnlyList<string> Of(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (result.Action is not (null or ParseErrorAction) && result.Action != command.Action) return [];
        var unknown = command is RootCommand ? [] : result.UnmatchedTokens.Select(Unknown).ToList();
        if (unknown.Count > 0) return [.. unknown, Aide];
        if (result.Errors.Count == 0) return [];
        var missing = command.Options.Where(o => o.Required && result.GetResult(o) is null or OptionResult { Implicit: true }).ToList();
        return
        [
            .. missing.Select(o => $"{o.Name} est obligatoire : {o.Description}."),
            .. result.Errors.Where(e => !missing.Exists(o => e.Message.Contains(o.Name, StringComparison.Ordinal))).Select(InFrench),
            Aide,
        ];
    }

    // The library has no French for what is missing, nor for a value of the wrong kind, and names our types.
    private static string InFrench(ParseError error)
    {
        if ((error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult) is not { Option: var option } given)
            return error.Message;
        if (given.Tokens.Count > option.Arity.MaximumNumberOfValues)
            return $"{option.Name} est donnée plusieurs fois : n'en garder qu'une.";
        if (given.Tokens is not [var token] || !error.Message.Contains(option.ValueType.FullName!, StringComparison.Ordinal))
            return error.Message;
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        var admitted = type.IsEnum ? string.Join(" ou ", Enum.GetNames(type).Select(n => n.ToLowerInvariant()))
            : type == typeof(int) ? "un nombre entier" : "une autre valeur (voir --help)";
        return $"{option.Name} : {Cite.De(token.Value)} ; écrire {admitted}.";
    }

    private static string Unknown(string token) =>
        $"{Cite.De(token)} n'est ni une option, ni un argument, ni une commande.";
}
