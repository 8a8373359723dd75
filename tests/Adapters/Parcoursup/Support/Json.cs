using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

internal static class Json
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static JsonElement Parse(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Records with lists compare by reference; their JSON compares by content.</summary>
    public static string Of(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Options);
}
