using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>The words that filters take: the same that <see cref="FiltresConnus"/> refuses all others by.</summary>
internal sealed partial class FilterWords
{
    private readonly Dictionary<(string Address, string Filter), IReadOnlyList<string>> _words = [];

    public FilterWords(IServiceProvider services)
    {
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                foreach (var (name, filter) in FiltresConnus.De(endpoint))
                    if (FiltresConnus.MotsDe(filter, services) is { Count: > 0 } words)
                        _words[($"{method} {PathOf(endpoint)}", name)] = words;
    }

    /// <summary>What the description says of such a filter; null of one that takes any word.</summary>
    public JsonObject? SchemaOf(string method, string path, string filter) =>
        _words.TryGetValue(($"{method} {path}", filter), out var words)
        ? new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) } : null;

    private static string PathOf(RouteEndpoint endpoint) =>
        Constraint().Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), "}");

    [GeneratedRegex(@":[^{}]+\}")]
    private static partial Regex Constraint();
}
