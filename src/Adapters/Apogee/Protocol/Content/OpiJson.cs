using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>The one way in which a block's values become JSON, so that equal contents are equal texts.</summary>
internal static class OpiJson
{
    /// <summary>Values are shown and compared as text: accents are not escaped. Names come from the schema.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static bool HasContent(OpiNode node, ReadOnlySpan<string?> values)
    {
        foreach (var value in values[node.First..node.End])
            if (value is not null) return true;
        return false;
    }

    public static void WriteObject(Utf8JsonWriter json, OpiNode node, ReadOnlySpan<string?> values)
    {
        json.WriteStartObject();
        foreach (var child in node.Children)
        {
            if (!HasContent(child, values)) continue;
            if (child.IsLeaf)
                json.WriteString(child.JsonName, values[child.First]);
            else
            {
                json.WritePropertyName(child.JsonName);
                WriteObject(json, child, values);
            }
        }

        json.WriteEndObject();
    }
}
