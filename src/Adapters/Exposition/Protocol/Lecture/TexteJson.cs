using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;

/// <summary>
/// Whether texts of a JSON can be read at all: the parser takes half of a surrogate pair, and fails only when somebody reads it.
/// </summary>
internal static class TexteJson
{
    /// <param name="json">JSON that was found well-formed, and UTF-8.</param>
    public static bool EstLisible(ReadOnlySpan<byte> json)
    {
        // Only what is escaped can hide one.
        if (!json.Contains((byte)'\\')) return true;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
                if (reader is { ValueIsEscaped: true, TokenType: JsonTokenType.String or JsonTokenType.PropertyName }) reader.GetString();
            return true;
        }
        catch (Exception failure) when (failure is InvalidOperationException or JsonException)
        {
            return false;
        }
    }

    /// <summary>A text without the characters that no database, header or line of a log takes.</summary>
    public static string? Net(string? texte) => texte is null || !texte.AsSpan().ContainsAnyInRange('\0', '\u001F') ? texte
        : string.Concat(texte.Select(c => c < ' ' ? ' ' : c));
}
