using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Who sends a body, as its beginning says.</summary>
/// <param name="Test">The token of our own test of the way in.</param>
public sealed record EnTete(Identifiants Identifiants, string? Test);

/// <summary>
/// Looks for the credentials of a body without making anything of the rest: they are the first object of every body (contract §1),
/// and until they are known to be right nothing else is worth its time.
/// </summary>
public static class EnTeteReader
{
    /// <param name="start">The beginning of a body.</param>
    /// <param name="complete">It is all of the body.</param>
    /// <returns>Null where no credentials can be found: it is unreadable, or ends before them.</returns>
    public static EnTete? Find(ReadOnlySpan<byte> start, bool complete)
    {
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        Identifiants? found = null;
        string? test = null;
        try
        {
            var reader = new Utf8JsonReader(start, complete, default);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = NameOf(ref reader);
                if (!IsOneOf(name))
                {
                    if (!reader.Read() || !reader.TrySkip()) break;
                    continue;
                }

                if (!JsonDocument.TryParseValue(ref reader, out var value)) break;
                using (value)
                {
                    if (FieldValue.Of(value.RootElement).IsEmpty) continue;
                    if (Is(name, JsonBody.CredentialField)) found = JsonBody.IdentifiantsOf(value.RootElement);
                    else test = FieldValue.Of(value.RootElement).Text;
                }
            }
        }
        catch (JsonException)
        {
            // What stands before the defect counts: the whole is read, and refused with its place, once its sender is known.
            return found is null ? null : new EnTete(found, test);
        }

        return found is null && !complete ? null : new EnTete(found ?? Identifiants.Absents, test);
    }

    private static bool IsOneOf(string? name) => Is(name, JsonBody.CredentialField) || Is(name, PushReader.TestField);

    private static bool Is(string? name, string field) => string.Equals(name, field, StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // A name with invalid text is none that we know.
            return null;
        }
    }
}
