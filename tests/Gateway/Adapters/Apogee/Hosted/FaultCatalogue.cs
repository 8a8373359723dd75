using System.Globalization;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>One line of docs/reference/fautes.md.</summary>
internal sealed record FaultLine(string Code, int Status, string Text)
{
    public bool Matches(string code, int status, string text) =>
        code == Code && status == Status && Regex.IsMatch(text, "^" + Regex.Escape(Text).Replace("…", ".+", StringComparison.Ordinal) + "$", RegexOptions.Singleline);
}

/// <summary>The documented faults, as they stand in the reference.</summary>
internal static partial class FaultCatalogue
{
    public static IReadOnlyList<FaultLine> Lines { get; } =
        [.. Row().Matches(File.ReadAllText(Find())).Select(m => new FaultLine(m.Groups[1].Value, int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), m.Groups[3].Value))];

    [GeneratedRegex(@"^\| `((?:technical|functionnal)\.[^`]+)` \| (\d{3}) \| [^|]+ \| ([^|]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "docs", "reference", "fautes.md") is var file && File.Exists(file)) return file;
        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
