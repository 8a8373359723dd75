using System.Buffers.Text;
using System.Text;

namespace Parcoursup.Gateway.Soap.Client;

/// <summary>
/// The envelope of a multipart answer (MTOM, SOAP with attachments), which services send without being asked, for faults too.
/// Attachments are not read.
/// </summary>
internal static class MultipartRoot
{
    private const int MostParts = 64;
    private const int MostHeaders = 32;
    private const int LongestHeader = 4096;

    public static bool IsMultipart(string? contentType, ReadOnlySpan<byte> body) =>
        contentType?.TrimStart().StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
        || body.TrimStart(" \t\r\n"u8).StartsWith("--"u8);

    /// <summary>Null when there is no such part, or when the message is malformed or has too many parts.</summary>
    /// <returns>The part that the header names as its start, else the first, with its own charset.</returns>
    public static (ReadOnlyMemory<byte> Bytes, string? Charset)? Find(ReadOnlyMemory<byte> body, string? contentType)
    {
        var parameters = HeaderParameters.Of(contentType);
        var start = parameters.GetValueOrDefault("start")?.Trim('<', '>', ' ');
        var boundary = parameters.GetValueOrDefault("boundary") is { Length: > 0 } named ? named : BoundaryOf(body.Span);
        if (boundary is null) return null;

        (ReadOnlyMemory<byte>, string?)? first = null;
        var delimiter = Encoding.Latin1.GetBytes("--" + boundary);
        var position = Delimiter(body.Span, delimiter, 0);
        for (var i = 0; i < MostParts && position >= 0; i++)
        {
            var begin = position + delimiter.Length;
            if (body.Span[begin..].StartsWith("--"u8)) break;
            var next = Delimiter(body.Span, delimiter, begin);
            if (ReadPart(body[begin..(next < 0 ? body.Length : next)]) is not { } part) return null;
            if (start is null || part.Id == start) return (part.Bytes, part.Charset);
            first ??= (part.Bytes, part.Charset);
            position = next;
        }

        return first;
    }

    private static string? BoundaryOf(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart(" \t\r\n"u8);
        if (!text.StartsWith("--"u8)) return null;
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return end is > 2 and < 80 ? Encoding.Latin1.GetString(text[2..end]).TrimEnd() : null;
    }

    /// <summary>Where the next delimiter stands, at the beginning of a line; -1 when there is none.</summary>
    private static int Delimiter(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter, int from)
    {
        while (from <= body.Length)
        {
            var found = body[from..].IndexOf(delimiter);
            if (found < 0) return -1;
            found += from;
            if (found == 0 || body[found - 1] == '\n') return found;
            from = found + 1;
        }

        return -1;
    }

    private sealed record Part(string? Id, string? Charset, ReadOnlyMemory<byte> Bytes);

    private static Part? ReadPart(ReadOnlyMemory<byte> part)
    {
        string? id = null, type = null, transfer = null;
        var rest = part[Line(part.Span).Length..];
        for (var i = 0; ; i++)
        {
            var line = Line(rest.Span);
            if (i > MostHeaders || line.Length is 0 or > LongestHeader) return null;
            rest = rest[line.Length..];
            var text = Encoding.Latin1.GetString(line).TrimEnd('\r', '\n');
            if (text.Length == 0) break;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            var value = text[(colon + 1)..].Trim();
            switch (text[..colon].Trim().ToLowerInvariant())
            {
                case "content-id": id = value.Trim('<', '>'); break;
                case "content-type": type = value; break;
                case "content-transfer-encoding": transfer = value; break;
            }
        }

        // The line end before a delimiter belongs to it.
        if (rest.Span.EndsWith("\r\n"u8)) rest = rest[..^2];
        else if (rest.Span.EndsWith("\n"u8)) rest = rest[..^1];
        return Decode(rest, transfer) is { } bytes ? new(id, HeaderParameters.Of(type).GetValueOrDefault("charset"), bytes) : null;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..(end + 1)];
    }

    private static ReadOnlyMemory<byte>? Decode(ReadOnlyMemory<byte> bytes, string? transfer) => transfer?.Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(bytes.Span),
        "quoted-printable" => FromQuotedPrintable(bytes.Span),
        _ => bytes,
    };

    private static ReadOnlyMemory<byte>? FromBase64(ReadOnlySpan<byte> text)
    {
        var plain = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, plain, out _, out var written) == System.Buffers.OperationStatus.Done
            ? plain.AsMemory(0, written) : null;
    }

    private static ReadOnlyMemory<byte> FromQuotedPrintable(ReadOnlySpan<byte> text)
    {
        var plain = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=') plain[length++] = text[i];
            else if (i + 1 < text.Length && text[i + 1] == '\n') i++;
            else if (i + 2 < text.Length && text[i + 1] == '\r' && text[i + 2] == '\n') i += 2;
            else if (i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                plain[length++] = (byte)(System.Convert.FromHexString([(char)text[i + 1], (char)text[i + 2]])[0]);
                i += 2;
            }
            else plain[length++] = text[i];
        }

        return plain.AsMemory(0, length);
    }
}
