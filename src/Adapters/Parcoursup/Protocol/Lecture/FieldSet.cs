using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// The members of a JSON object by name, whatever its case. Empty values count as absent; of several non-empty ones
/// under one name the last wins.
/// </summary>
internal sealed class FieldSet
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.OrdinalIgnoreCase);

    public static FieldSet Of(JsonElement value) => new FieldSet().With(value);

    /// <summary>Lays another object's members over these.</summary>
    public FieldSet With(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return this;
        foreach (var member in value.EnumerateObject())
            if (NameOf(member) is { } name && !FieldValue.Of(member.Value).IsEmpty)
                _members[name] = member.Value;
        return this;
    }

    /// <summary>The value under the first of these names that has one.</summary>
    public FieldValue? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_members.TryGetValue(name, out var element))
                return FieldValue.Of(element);
        return null;
    }

    /// <summary>The nested object under this name, if it is one.</summary>
    public JsonElement? Nested(string name) =>
        _members.TryGetValue(name, out var element) && element.ValueKind == JsonValueKind.Object ? element : null;

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // A name with invalid text is none that we know.
            return null;
        }
    }
}
