using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>Reads and writes the JSON bodies of the simulators.</summary>
internal static class JsonBody
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    // French text stays readable in a terminal; the type is application/json, so nothing interprets it as HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body, or null when it is not JSON.</summary>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, AnyCase, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static async Task WriteAsync(HttpResponse response, JsonNode node, int status = StatusCodes.Status200OK)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync(node.ToJsonString(Readable), response.HttpContext.RequestAborted);
    }

    public static Task WriteErrorAsync(HttpResponse response, string message, int status = StatusCodes.Status400BadRequest) =>
        WriteAsync(response, new JsonObject { ["erreur"] = message }, status);

    public static string Text(JsonNode node) => node.ToJsonString(Readable);

    /// <summary>A field as text, whether it came as a string or as a number; null when absent or empty.</summary>
    public static string? Field(JsonObject body, string name)
    {
        if (body[name] is not JsonValue value)
            return null;

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public static int? Number(JsonObject body, string name) =>
        int.TryParse(Field(body, name), System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
