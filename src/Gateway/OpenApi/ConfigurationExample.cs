using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Pages;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>The example of the guide, as a whole and in its parts: one document, so that it is right in all places.</summary>
internal static class ConfigurationExample
{
    private static readonly Lazy<JsonNode> Document = new(() => JsonNode.Parse(
        Guide.TextOf("guide/exemple-configuration.json")!,
        documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!);

    public static JsonNode? Of(string name) => name switch
    {
        "configuration" => Document.Value,
        "etablissement" => Document.Value["etablissements"]![0],
        "formations" => Document.Value["etablissements"]![0]!["formations"],
        _ => null,
    };
}
