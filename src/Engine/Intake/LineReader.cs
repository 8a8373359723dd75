using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Parcoursup.Gateway.Domain.Intake;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>What is wrong with a line: field and French message; the INE where it helps to find the line.</summary>
public sealed record LineError(string? Champ, string Message, string? Ine = null);

/// <summary>A line that was taken, with its number from 1.</summary>
public sealed record LineRead<T>(int Ligne, T Valeur);

/// <summary>All the lines of a body, or why it could not be read at all.</summary>
public sealed record LineReading<T>(IReadOnlyList<LineRead<T>> Lues, IReadOnlyList<LineReport> Refusees, string? Illisible)
{
    public LineAnswer ToAnswer() => new(Lues.Count + Refusees.Count, Lues.Count, Refusees.Count, Refusees);
}

/// <summary>A line of the answer; only those that were not simply accepted are listed.</summary>
public sealed record LineReport(int Ligne, string Resultat, string? Champ, string Message, string? Ine = null)
{
    public const string Refused = "Refusee";
}

/// <summary>The answer to a bulk call (rule B1): 200 with a result per line.</summary>
public sealed record LineAnswer(int Recues, int Acceptees, int Refusees, IReadOnlyList<LineReport> Lignes);

/// <summary>Reads a JSON object, a JSON array or NDJSON, line by line: a broken one costs no other (rule K4).</summary>
public static class LineReader
{
    private static readonly JsonSerializerOptions Options = Configure();

    /// <param name="strict">A field that does not exist refuses its line: it may be a misspelt one.</param>
    public static LineReading<T> Read<T>(ReadOnlyMemory<byte> body, string? contentType, Func<T, LineError?> check, bool strict = false)
    {
        var taken = new List<LineRead<T>>();
        var refused = new List<LineReport>();
        var number = 0;
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        if (contentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true)
        {
            foreach (var line in LinesOf(body))
            {
                number++;
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

        return new LineReading<T>(taken, refused, null);

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
            try
            {
                var value = Convert<T>(element, strict);
                var error = value is null ? new LineError(null, "Ligne vide.") : check(value);
                if (error is null) taken.Add(new LineRead<T>(number, value!));
                else refused.Add(new LineReport(number, LineReport.Refused, error.Champ, error.Message, error.Ine));
            }
            catch (RefusedFieldException unknown)
            {
                refused.Add(new LineReport(number, LineReport.Refused, unknown.Champ, unknown.Message));
            }
        }
    }

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

    private static T? Convert<T>(JsonElement element, bool strict)
    {
        try
        {
            if (strict) RefuseUnknownFields(element, typeof(T), "");
            // PostgreSQL cannot store it, and one line must not take its neighbours down later.
            if (element.GetRawText().Contains("\\u0000", StringComparison.Ordinal))
                throw new RefusedFieldException(null, "La ligne contient un caractère nul (\\u0000) : le retirer.");
            return element.Deserialize<T>(Options);
        }
        catch (InvalidOperationException)
        {
            throw new RefusedFieldException(null,
                "La ligne contient un texte illisible : un octet n'est pas de l'UTF-8, ou la moitié d'un caractère manque.");
        }
        catch (JsonException wrong)
        {
            throw new RefusedFieldException(wrong.Path?.TrimStart('$', '.'),
                ReceivedValues.RefusalOf(element, wrong.Path, typeof(T), Options));
        }
    }

    private static void RefuseUnknownFields(JsonElement element, Type type, string path)
    {
        var info = Options.GetTypeInfo(type);
        if (element.ValueKind != JsonValueKind.Object || info.Kind != JsonTypeInfoKind.Object) return;
        foreach (var field in element.EnumerateObject())
        {
            var property = info.Properties.FirstOrDefault(p => string.Equals(p.Name, field.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusedFieldException(path + field.Name,
                    $"Champ inconnu : vérifier son orthographe. Champs possibles : "
                    + $"{string.Join(", ", info.Properties.Select(p => p.Name))}.");
            RefuseUnknownFields(field.Value, property.PropertyType, $"{path}{property.Name}.");
        }
    }

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

    private sealed class RefusedFieldException(string? champ, string message) : Exception(message)
    {
        // A name is somebody else's text: shortened, since it is repeated in the answer.
        public string? Champ => champ is { Length: > 100 } ? champ[..100] + "…" : champ;
    }
}
