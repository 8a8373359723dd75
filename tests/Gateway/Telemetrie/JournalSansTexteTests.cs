using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Telemetrie;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>Every value that the gateway writes into its log is one that may leave, or one of which it is said here why it may not.</summary>
public sealed partial class JournalSansTexteTests
{
    private const string Product = "Parcoursup.Gateway";

    private static readonly Dictionary<string, string> Tues = new(StringComparer.Ordinal)
    {
        ["Account"] = "an account", ["Address"] = "from where somebody calls, or an address of another system", ["Adresses"] = "where the gateway listens", ["Answer"] = "a text",
        ["Base"] = "where the database is", ["Code"] = "as another system wrote it", ["Failure"] = "a text",
        ["Operation"] = "as a caller wrote it", ["Path"] = "as a caller wrote it", ["Reason"] = "the text of a failure", ["Subject"] = "an account, or an address",
        ["Why"] = "the text of a failure",
    };

    [Fact]
    public void What_an_entry_tells_is_known_by_name()
    {
        var names = Assemblies().SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()?.Message).OfType<string>()
            .SelectMany(message => Placeholder().Matches(message)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(names.Count > 30, string.Join(' ', names));
        Assert.Equal(names.Order(StringComparer.Ordinal), JournalSansTexte.Permis.Concat(Tues.Keys).Order(StringComparer.Ordinal));
    }

    // All of the program, whatever was loaded so far.
    private static List<Assembly> Assemblies()
    {
        var all = new List<Assembly> { typeof(JournalSansTexte).Assembly };
        for (var i = 0; i < all.Count; i++)
            all.AddRange(all[i].GetReferencedAssemblies().Where(n => n.Name!.StartsWith(Product, StringComparison.Ordinal)).Select(Assembly.Load).Except(all));
        return all;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
