using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>Reads JSON that was given strictly: a misspelt field or a null is an error, not silence.</summary>
public static class DocumentReader
{
    /// <summary>How whatever is given in JSON is read strictly.</summary>
    public static readonly JsonSerializerOptions Strict = Configure();

    /// <summary>Null when the document was read.</summary>
    public static Erreur? TryRead<T>(ReadOnlySpan<byte> body, out T? value) => TryRead(body, Strict, out value);

    /// <param name="options">Made of <see cref="Strict"/>.</param>
    public static Erreur? TryRead<T>(ReadOnlySpan<byte> body, JsonSerializerOptions options, out T? value)
    {
        value = default;
        try
        {
            value = JsonSerializer.Deserialize<T>(body, options);
            return value is null ? new Erreur("", "Le document est vide.") : NullElement(body);
        }
        catch (JsonException wrong)
        {
            return Describe(wrong);
        }
    }

    // The serialiser lets a null stand as an element of a list or of a table.
    private static Erreur? NullElement(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(
            body, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        using var document = JsonDocument.ParseValue(ref reader);
        return PathOfNull(document.RootElement, "", inTable: false) is { } path
            ? new Erreur(path, "Valeur vide (null) : l'indiquer, ou retirer l'élément.") : null;
    }

    private static string? PathOfNull(JsonElement element, string path, bool inTable) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray()
            .Select((e, i) => e.ValueKind == JsonValueKind.Null ? $"{path}[{i}]" : PathOfNull(e, $"{path}[{i}]", inTable))
            .FirstOrDefault(p => p is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(m => PathOfMember(m, path.Length == 0 ? m.Name : $"{path}.{m.Name}", inTable)).FirstOrDefault(p => p is not null),
        _ => null,
    };

    private static string? PathOfMember(JsonProperty member, string path, bool inTable) =>
        inTable && member.Value.ValueKind == JsonValueKind.Null
            ? path
            : PathOfNull(member.Value, path, inTable || member.NameEquals("nomenclatures"));

    private static Erreur Describe(JsonException wrong)
    {
        var path = wrong.Path?.TrimStart('$', '.') ?? "";
        var place = wrong.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $" (ligne {line + 1}, colonne {wrong.BytePositionInLine + 1})") : "";
        return new Erreur(
            path, $"Champ inconnu ou valeur illisible{place} : vérifier l'orthographe du champ, le type et le format de la valeur.");
    }

    private static JsonSerializerOptions Configure()
    {
        var options = new JsonSerializerOptions(JsonText.Options)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AcceptNullSecrets } },
        };
        options.Converters.Insert(0, EnumName.Converter);
        return options;
    }

    // A null password keeps the stored one; what is never null in memory may be so in the document.
    private static void AcceptNullSecrets(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.Name == "motDePasse")
                property.IsSetNullable = true;
    }
}
