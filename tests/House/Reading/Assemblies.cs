using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>What the assemblies of ours tell that lie beside the test.</summary>
internal static class Assemblies
{
    private static readonly Lazy<CompiledFacts> Read = new(() => ReadAll(Files()));

    public static CompiledFacts Facts => Read.Value;

    public static IReadOnlyList<string> Files() =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Path.GetFileName(path) is "gateway.dll" || Path.GetFileName(path).StartsWith(Plan.Root + ".", StringComparison.Ordinal))
            .Where(path => !path.EndsWith(".Tests.dll", StringComparison.Ordinal) && !path.EndsWith(".resources.dll", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static CompiledFacts ReadAll(IReadOnlyList<string> files)
    {
        var readers = files.Select(file => new AssemblyReader(file)).ToList();
        try
        {
            // Which file holds a type is known from its own assembly only.
            var homes = readers.SelectMany(reader => reader.Homes).GroupBy(h => h.Key).ToDictionary(g => g.Key, g => g.First().Value);
            return new CompiledFacts(
                [.. readers.SelectMany(r => r.Types())], [.. readers.SelectMany(r => r.References(homes)).Distinct()],
                [.. readers.SelectMany(r => r.Constructors())], [.. readers.SelectMany(r => r.Events())]);
        }
        finally
        {
            foreach (var reader in readers) reader.Dispose();
        }
    }
}
