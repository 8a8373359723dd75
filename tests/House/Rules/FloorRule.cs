using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>No room uses a higher one, or a stranger on its own floor.</summary>
internal static partial class FloorRule
{
    /// <summary>From the compiled assemblies.</summary>
    public static IEnumerable<string> Violations(IEnumerable<Reference> references)
    {
        foreach (var reference in references)
        {
            if (RoomOf(reference.Place.File) is not { } from || RoomOf(reference.ToFile) is not { } to) continue;
            if (!from.MayUse(to, reference.To)) yield return $"{from} uses {to}: {reference.Place}: {reference.From} -> {reference.To}";
        }
    }

    /// <summary>From the <c>using</c> lines: a constant leaves no trace in what is compiled.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> namespaces)
    {
        foreach (var file in files)
        {
            if (file.Room is not { } from) continue;
            for (var i = 0; i < file.Lines.Count; i++)
            {
                if (Using().Match(file.Lines[i]) is not { Success: true } line) continue;
                var name = line.Groups["name"].Value;
                // A namespace that only the composition may enter holds the module: seen in what is compiled.
                if (!namespaces.TryGetValue(name, out var folder) || Room.Of(folder) is not { } to) continue;
                if (!from.MayUse(to, "Module")) yield return $"{from} uses {to}: {file.Path}:{i + 1}: using {name}";
            }
        }
    }

    private static Room? RoomOf(string file) => Room.Of(Path.GetDirectoryName(file)!.Replace('\\', '/'));

    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?(?:\w+ = )?(?<name>Parcoursup\.Gateway[\w.]*);")]
    private static partial Regex Using();
}
