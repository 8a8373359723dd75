using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>The one way in which the gateway's own records become JSON: in columns, in the configuration, in the REST API.</summary>
public static class JsonText
{
    // Equal options share what was learnt of the types; they are equal only if these are the same.
    private static readonly DefaultJsonTypeInfoResolver Resolver = new();
    private static readonly JsonStringEnumConverter Enums = new();

    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions());

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = Resolver;
        options.Converters.Add(Enums);
        return options;
    }

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text)
    {
        if (text.StartsWith('L')) TexteEfface.Refuser(text);
        return JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");
    }
}
