using System.Buffers;
using System.Text.Json;

namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>
/// Rule K4: JSON whose texts hold raw line breaks, tabs or other control characters, which no parser takes. Nothing but these is
/// changed, so the values stay what the sender meant.
/// </summary>
public static class JsonRepair
{
    /// <summary>The same JSON with the control characters of its texts escaped; null when that does not make it readable.</summary>
    public static byte[]? Escaped(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0) return null;
        var escaped = Escape(json.Span);
        return escaped is not null && IsReadable(escaped) ? escaped : null;
    }

    private static bool IsReadable(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[]? Escape(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 16);
        var (inText, changed) = (false, false);
        for (var i = 0; i < json.Length; i++)
        {
            var octet = json[i];
            if (inText && octet < 0x20)
            {
                changed = true;
                output.Write(EscapeOf(octet));
                continue;
            }

            output.Write(json.Slice(i, 1));
            if (octet == '"') inText = !inText;
            else if (inText && octet == '\\' && i + 1 < json.Length && json[i + 1] >= 0x20) output.Write(json.Slice(++i, 1));
        }

        return changed ? output.WrittenSpan.ToArray() : null;
    }

    // No database keeps a NUL in a text.
    private static ReadOnlySpan<byte> EscapeOf(byte control) => control switch
    {
        (byte)'\n' => "\\n"u8,
        (byte)'\r' => "\\r"u8,
        (byte)'\t' => "\\t"u8,
        _ => " "u8,
    };
}
