using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>The contract's JSON: names in camel case, states as words, unknown values as null.</summary>
public static class FregataJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>For what Fregata sends: a field that nobody knows is a mistake, and not passed over.</summary>
    public static readonly JsonSerializerOptions Requests = new(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>A word of the contract, in any case; null for another one, and for a number.</summary>
    public static T? Mot<T>(string text) where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)
        ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");
}
