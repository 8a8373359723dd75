using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Parcoursup.Gateway.Domain.Intake;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Reads a JSON object, a JSON array or NDJSON, line by line: a broken one costs no other (rule K4).</summary>
public static class LineReader
{
    /// <summary>The content type of lines of JSON.</summary>
    public const string Lines = "application/x-ndjson";

    private static readonly JsonSerializerOptions Options = Configure();

    private static readonly LineError Illegible =
        new(null, "La ligne contient un texte illisible : un octet n'est pas de l'UTF-8, ou la moitié d'un caractère manque.");

    /// <param name="strict">A field that does not exist refuses its line: it may be a misspelt one.</param>
    public static LineReading<T> Read<T>(ReadOnlyMemory<byte> body, string? contentType, Func<T, LineError?> check, bool strict = false)
    {
        var taken = new List<LineRead<T>>();
        var refused = new List<LineReport>();
        var (number, bytes) = (0, 0L);
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        if (IsNdjson(contentType))
        {
            foreach (var line in LinesOf(body))
            {
                number++;
                if (LineBudget.Refusal(number, refused) is { } reason) return new LineReading<T>([], [], reason);
                if (!line.Span.Trim(" \t\r"u8).IsEmpty) TakeEntry(JsonEntry.Of(0, line));
            }
        }
        else if (JsonEntries.In(body) is { } entries)
        {
            var broken = 0;
            while (entries.Next() is { } entry)
            {
                number++;
                broken += entry.Error is null ? 0 : 1;
                TakeEntry(entry);
                if (LineBudget.Refusal(number, refused) is { } reason) return new LineReading<T>([], [], reason);
            }

            // Where nothing at all can be read, the whole was meant to be something else.
            if (!entries.IsComplete || (broken > 0 && broken == number)) return Unreadable<T>(body);
        }
        else
        {
            using var single = JsonEntry.Of(0, body);
            if (single.Error is not null) return Unreadable<T>(body);
            number++;
            Take(single.Value);
        }

        return LineBudget.Refusal(number, refused) is { } last ? new LineReading<T>([], [], last)
            : new LineReading<T>(taken, refused, null, bytes);

        void TakeEntry(JsonEntry entry)
        {
            using (entry)
                if (entry.Error is { } error)
                    refused.Add(new LineReport(number, LineReport.Refused, null, $"Élément {number} : {error}."));
                else
                    Take(entry.Value);
        }

        void Take(JsonElement element)
        {
            var (value, error) = Convert<T>(element, strict);
            error ??= value is null ? new LineError(null, "Ligne vide.") : check(value);
            if (error is not null)
            {
                refused.Add(new LineReport(number, LineReport.Refused, Shortened(error.Champ), error.Message, error.Ine));
                return;
            }

            bytes += JsonMarshal.GetRawUtf8Value(element).Length;
            taken.Add(new LineRead<T>(number, value!));
        }
    }

    /// <summary>The lines of these numbers alone, as NDJSON, in pieces of which each is applied in a transaction of its own.</summary>
    public static IEnumerable<byte[]> Pieces(ReadOnlyMemory<byte> body, string? contentType, IReadOnlyCollection<int> taken)
    {
        var piece = new ArrayBufferWriter<byte>();
        var (wanted, lines) = (taken.ToHashSet(), 0);
        foreach (var (number, line) in RawLines(body, contentType))
        {
            if (!wanted.Contains(number)) continue;
            // Within a text there is no raw end of line: outside it is a blank.
            var text = line.Span.Trim(" \t\r\n"u8);
            foreach (var part in text.Split((byte)'\n')) piece.Write(text[part].Trim("\r"u8));
            piece.Write("\n"u8);
            if (++lines < LineBudget.LinesPerPiece) continue;
            yield return piece.WrittenSpan.ToArray();
            piece.ResetWrittenCount();
            lines = 0;
        }

        if (lines > 0) yield return piece.WrittenSpan.ToArray();
    }

    /// <summary>Lines that were read out of something else, as NDJSON, in such pieces.</summary>
    public static IEnumerable<byte[]> Written<T>(IReadOnlyList<LineRead<T>> lines) => lines.Chunk(LineBudget.LinesPerPiece)
        .Select(piece => piece.SelectMany(line => JsonSerializer.SerializeToUtf8Bytes(line.Valeur, Options).Append((byte)'\n')).ToArray());

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Line)> RawLines(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        var number = 0;
        if (IsNdjson(contentType))
            foreach (var line in LinesOf(body)) yield return (++number, line);
        else if (JsonEntries.In(body) is { } entries)
            while (entries.Next() is { } entry)
                using (entry) yield return (++number, entry.Error is null ? JsonMarshal.GetRawUtf8Value(entry.Value).ToArray() : default);
        else
            using (var single = JsonEntry.Of(0, body)) yield return (1, JsonMarshal.GetRawUtf8Value(single.Value).ToArray());
    }

    private static bool IsNdjson(string? contentType) => contentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true;

    private static LineReading<T> Unreadable<T>(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return new LineReading<T>([], [], "Le corps n'est pas du JSON lisible.");
        }
        catch (JsonException broken)
        {
            return new LineReading<T>(
                [], [], $"Le corps n'est pas du JSON lisible (ligne {broken.LineNumber + 1}, colonne {broken.BytePositionInLine + 1}).");
        }
    }

    private static (T? Value, LineError? Error) Convert<T>(JsonElement element, bool strict)
    {
        try
        {
            if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                return (default, new(null, ReceivedValues.RefusalOf(element, null, typeof(T), Options)));
            var raw = JsonMarshal.GetRawUtf8Value(element);
            if (!Utf8.IsValid(raw)) return (default, Illegible);
            if (strict && UnknownField(element, typeof(T), "") is { } unknown) return (default, unknown);
            // PostgreSQL cannot store it, and one line must not take its neighbours down later.
            if (raw.IndexOf("\\u0000"u8) >= 0)
                return (default, new(null, "La ligne contient un caractère nul (\\u0000) : le retirer."));
            return (element.Deserialize<T>(Options), null);
        }
        catch (InvalidOperationException)
        {
            return (default, Illegible);
        }
        catch (JsonException wrong)
        {
            return (default, new(wrong.Path?.TrimStart('$', '.'), ReceivedValues.RefusalOf(element, wrong.Path, typeof(T), Options)));
        }
    }

    private static LineError? UnknownField(JsonElement element, Type type, string path)
    {
        var info = Options.GetTypeInfo(type);
        if (element.ValueKind != JsonValueKind.Object || info.Kind != JsonTypeInfoKind.Object) return null;
        foreach (var field in element.EnumerateObject())
        {
            if (info.Properties.FirstOrDefault(p => string.Equals(p.Name, field.Name, StringComparison.OrdinalIgnoreCase)) is not { } known)
                return new(path + field.Name, "Champ inconnu : vérifier son orthographe. Champs possibles : "
                    + $"{string.Join(", ", info.Properties.Select(p => p.Name))}.");
            if (UnknownField(field.Value, known.PropertyType, $"{path}{known.Name}.") is { } inside) return inside;
        }

        return null;
    }

    // A name is somebody else's text: shortened, since it is repeated in the answer.
    private static string? Shortened(string? champ) => champ is { Length: > 100 } ? champ[..100] + "…" : champ;

    private static JsonSerializerOptions Configure()
    {
        var options = new JsonSerializerOptions(JsonText.Options) { NumberHandling = JsonNumberHandling.AllowReadingFromString };
        options.Converters.Insert(0, EnumName.Converter);
        ReceivedValues.AddTo(options);
        return options;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> LinesOf(ReadOnlyMemory<byte> body)
    {
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            yield return end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
        }
    }
}
