using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Dates, numbers and flags of JSON lines as other systems write them (rule K3): what can be read is, what cannot is cited with a form
/// that would be right.
/// </summary>
internal static class ReceivedValues
{
    public static void AddTo(JsonSerializerOptions options)
    {
        options.Converters.Add(new Converter<DateTimeOffset>(Instant, v => v.ToString("O", CultureInfo.InvariantCulture)));
        options.Converters.Add(new Converter<DateOnly>(Day, v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        options.Converters.Add(new Converter<int>(Number, v => v.ToString(CultureInfo.InvariantCulture)));
        options.Converters.Add(new Converter<bool>(Flag, v => v ? "true" : "false"));
    }

    /// <summary>What is wrong at a place of a line, in French.</summary>
    /// <param name="path">As the serializer names it: <c>$.vet.codVrsVet</c>.</param>
    public static string RefusalOf(JsonElement line, string? path, Type type, JsonSerializerOptions options)
    {
        var (value, expected) = (line, type);
        foreach (var name in (path ?? "$").Split('.').Skip(1))
        {
            var property = options.GetTypeInfo(expected).Properties
                .FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
            if (property is null || value.ValueKind != JsonValueKind.Object) return "Valeur illisible : un objet est attendu.";
            expected = property.PropertyType;
            value = value.EnumerateObject().LastOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
        }

        var text = value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText().Trim('"');
        return $"{Cite.De(text)} ne peut pas être lu : indiquer {FormOf(Nullable.GetUnderlyingType(expected) ?? expected)}.";
    }

    private static string FormOf(Type type) => type switch
    {
        _ when type == typeof(DateTimeOffset) => "une date, par exemple " + DateRecue.FormeInstant,
        _ when type == typeof(DateOnly) => "un jour, par exemple " + DateRecue.FormeJour,
        _ when type == typeof(int) => "un nombre entier, par exemple 711301",
        _ when type == typeof(bool) => OuiNonRecu.Formes,
        _ when type == typeof(string) => "un texte entre guillemets",
        { IsEnum: true } => "l'une de ces valeurs : " + string.Join(", ", Enum.GetNames(type)),
        _ => "un objet entre accolades",
    };

    private static DateTimeOffset? Instant(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when DateRecue.TryParseInstant(reader.GetString(), out var instant) => instant,
        JsonTokenType.Number when reader.TryGetInt64(out var epoch) && DateRecue.TryParseEpoch(epoch, out var instant) => instant,
        _ => null,
    };

    private static DateOnly? Day(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && DateRecue.TryParseJour(reader.GetString(), out var day) ? day : null;

    private static int? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
        JsonTokenType.Number when reader.TryGetDecimal(out var exact) && exact == decimal.Truncate(exact)
            && exact is >= int.MinValue and <= int.MaxValue => (int)exact,
        JsonTokenType.String when NombreRecu.TryParse(reader.GetString(), out var number) => number,
        _ => null,
    };

    private static bool? Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetInt32(out var number) && number is 0 or 1 => reader.GetInt32() == 1,
        JsonTokenType.String => OuiNonRecu.Parse(reader.GetString()),
        _ => null,
    };

    private delegate T? Reading<T>(ref Utf8JsonReader reader) where T : struct;

    // The lines are only read: how they would be written matters to nobody.
    private sealed class Converter<T>(Reading<T> read, Func<T, string> write) : JsonConverter<T> where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(ref reader) ?? throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
