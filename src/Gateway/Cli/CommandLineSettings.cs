using System.Collections.Immutable;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// The settings that stand on the command line of the gateway itself. A misspelt option would start it all the same, and take the next
/// setting for its value: another database would be served.
/// </summary>
internal static class CommandLineSettings
{
    // Those of the host, beside ours.
    private static readonly string[] OfTheHost =
        ["Urls", "Kestrel", "Logging", "Environment", "ContentRoot", "HTTP_PORTS", "HTTPS_PORTS", "ShutdownTimeoutSeconds"];

    /// <param name="names">Our own settings, with their sections.</param>
    public static IReadOnlyList<string> Errors(IReadOnlyList<string> args, IEnumerable<string> names)
    {
        var known = names.Concat(OfTheHost).Select(SectionOf).ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase);
        var errors = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsName(args[i]))
            {
                errors.Add($"{Cite.De(args[i])} n'est ni une option, ni un réglage.");
                continue;
            }

            var (name, isWhole) = Read(args[i]);
            // What looks nearly like a section of ours is told with the right one, once all settings are read.
            if (!name.Contains(':', StringComparison.Ordinal) && !known.Contains(name))
                errors.Add($"{Cite.De("--" + name)} n'est ni une option, ni un réglage (--Section:Nom=valeur).");
            if (isWhole) continue;
            if (i + 1 < args.Count && !IsName(args[i + 1])) i++;
            else errors.Add($"{Cite.De("--" + name)} n'a pas de valeur.");
        }

        return errors;
    }

    private static (string Name, bool IsWhole) Read(string argument)
    {
        var bare = argument.TrimStart('-');
        var equals = bare.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (bare, false) : (bare[..equals], true);
    }

    private static bool IsName(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2;

    private static string SectionOf(string name) => name.Split(':')[0];
}
