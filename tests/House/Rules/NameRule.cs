using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>
/// The engine, and the faces of the host, name no system: not in a type, a member, SQL, a text or a comment. The source is
/// read as it is written, so nothing of these can hide.
/// </summary>
internal static partial class NameRule
{
    public static bool Concerns(Room room) => room.IsEngine || room.Outer is "Gateway/Http" or "Gateway/Api";

    /// <param name="allowed">What may be said, and in which file: the written debt.</param>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files, IReadOnlyCollection<(string Text, string File)> allowed)
    {
        var met = new HashSet<(string Text, string File)>();
        foreach (var file in files)
        {
            if (file.Room is not { } room || !Concerns(room)) continue;
            if (Named(file.Path) is { } inPath) yield return $"{room}: {file.Path} has the name of a system ({inPath})";
            for (var i = 0; i < file.Lines.Count; i++)
            {
                var rest = file.Lines[i];
                foreach (var debt in allowed.Where(debt => debt.File == file.Path && file.Lines[i].Contains(debt.Text, StringComparison.Ordinal)))
                {
                    met.Add(debt);
                    rest = rest.Replace(debt.Text, "", StringComparison.Ordinal);
                }

                if (Named(rest) is { } name)
                    yield return $"{room}: {file.Path}:{i + 1} names a system ({name}): {file.Lines[i].Trim()}";
            }
        }

        foreach (var (text, path) in allowed.Where(debt => !met.Contains(debt))) yield return $"{path} says {text} no more: strike the debt";
    }

    /// <summary>Words of a system that the engine still says, each in the files where it may: the written debt.</summary>
    public static IEnumerable<string> Debts(IEnumerable<SourceFile> files, IReadOnlyCollection<(string Word, string File)> allowed)
    {
        var found = new HashSet<(string Word, string File)>();
        foreach (var file in files)
        {
            if (file.Room is not { IsEngine: true } room) continue;
            for (var i = 0; i < file.Lines.Count; i++)
            foreach (Match word in DebtWord().Matches(file.Lines[i]))
                if (found.Add((word.Value, file.Path)) && !allowed.Contains((word.Value, file.Path)))
                    yield return $"{room}: {file.Path}:{i + 1} says {word.Value}, which is no debt written down";
        }

        foreach (var (word, path) in allowed.Where(debt => !found.Contains(debt))) yield return $"{path} says {word} no more: strike the debt";
    }

    private static string? Named(string text)
    {
        var rest = text.Replace(Plan.Root, "", StringComparison.Ordinal).Replace(Plan.Program, "", StringComparison.Ordinal);
        return Plan.Systems.FirstOrDefault(system => rest.Contains(system, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\b(?:cod_opi\w*|vets_\w+)\b")]
    private static partial Regex DebtWord();
}
