using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Engine.Faces.Commandes;

/// <summary>What a command is told about the base, the clock and its output; all of it may be left out.</summary>
/// <param name="Base">
/// A SQLite file that takes the place of the settings' base; one that does not exist becomes a new base, unless <see cref="Existing"/>.
/// </param>
/// <param name="Json">JSON alone on the standard output.</param>
/// <param name="Horloge">The business clock stands still at this instant.</param>
public sealed record CommandSettings(FileInfo? Base, bool Json, DateTimeOffset? Horloge)
{
    /// <summary>The command is about what is there already: a base that does not exist is a mistyped name, and none is made.</summary>
    public bool Existing { get; init; }
}

/// <summary>The options that scripts give to any command: <c>--base</c>, <c>--json</c>, <c>--horloge</c>.</summary>
public sealed class CommandOptions
{
    private readonly Option<FileInfo?> _base = new("--base")
    {
        Description = "Base SQLite à utiliser, créée si elle n'existe pas ; sinon celle des réglages",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Résultat en JSON, seul sur la sortie standard ; les journaux vont sur l'erreur standard", Recursive = true,
    };

    private readonly Option<DateTimeOffset?> _horloge = new("--horloge")
    {
        Description = "Instant auquel l'horloge métier est arrêtée, par exemple 2026-02-12T03:00:00+01:00",
        CustomParser = Instant,
        Recursive = true,
    };

    /// <summary>Adds them to a command, and to those below it.</summary>
    public static CommandOptions On(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var options = new CommandOptions();
        command.Options.Add(options._base);
        command.Options.Add(options._json);
        command.Options.Add(options._horloge);
        return options;
    }

    public CommandSettings Of(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result.GetValue(_base), result.GetValue(_json), result.GetValue(_horloge));
    }

    // A date without offset is Paris's (rule K3).
    private static DateTimeOffset? Instant(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            var local = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            return local.Kind == DateTimeKind.Unspecified ? Paris.FromLocal(local) : instant;
        }

        argument.AddError($"--horloge : {Cite.De(text)} n'est pas un instant ; écrire par exemple 2026-02-12T03:00:00+01:00.");
        return null;
    }
}
