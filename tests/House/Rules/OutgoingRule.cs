using System.Text.RegularExpressions;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>
/// Nobody calls out past the guard of addresses (rule J1): a handler is made for the factory, which guards all of its own, or says itself
/// how it connects, or asks its host to.
/// </summary>
internal static partial class OutgoingRule
{
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> sources) =>
        from file in sources
        // The library's handler is for the factory of whoever uses it, which the rule of the clients looks at.
        where !file.Path.StartsWith("Soap/", StringComparison.Ordinal)
        let text = string.Join('\n', file.Lines)
        where Made().IsMatch(text) && !Guarded().IsMatch(text)
        select $"{file.Path} makes an HTTP handler that neither the factory guards nor says how it connects.";

    [GeneratedRegex(@"new SocketsHttpHandler|SocketsHttpHandler \w+\([^)]*\) => new|new HttpClientHandler|new HttpClient\(\)")]
    private static partial Regex Made();

    [GeneratedRegex(@"ConnectCallback|ConfigurePrimaryHttpMessageHandler|host\?\.Invoke\(handler\)")]
    private static partial Regex Guarded();
}
