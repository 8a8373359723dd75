using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>A student information system, by the code that the document names it with.</summary>
public readonly record struct Sis(string Code)
{
    public override string ToString() => Code;
}

/// <summary>Reads only the codes that a module has registered, however they are capitalised, and writes them as registered.</summary>
internal sealed class SisConverter(SisProfiles systems) : JsonConverter<Sis>
{
    // The serialiser adds the place.
    public override Sis Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && systems.Find(reader.GetString()!.Trim()) is { } found
            ? found.Sis : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Sis value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}
