namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>What a look at the bytes after the beginning of a list, or after an entry of it, has found.</summary>
/// <param name="Kind">What comes next.</param>
/// <param name="Start">Where the entry begins.</param>
/// <param name="Length">Its length, or how many bytes were passed over.</param>
/// <param name="Doubt">Where it may end already if it cannot be read as a whole: another one seems to begin there; 0: nowhere.</param>
internal readonly record struct JsonEntryScan(JsonEntryScan.Found Kind, int Start, int Length, int Doubt = 0)
{
    public enum Found
    {
        /// <summary>More bytes are needed to tell.</summary>
        More,
        Entry,
        Comma,
        End,
    }

    /// <summary>
    /// Looks for the next entry of a list by its quotes and brackets alone. Where an entry lacks one of them, the next
    /// ones would be swallowed: so the first place at which another object seems to begin is kept as a doubt.
    /// </summary>
    public static JsonEntryScan Next(ReadOnlySpan<byte> data)
    {
        var start = SkipBlanks(data, 0);
        if (start == data.Length) return new(Found.More, start, 0);
        if (data[start] == ',') return new(Found.Comma, start, 1);
        if (data[start] == ']') return new(Found.End, start, 1);

        var (depth, doubt) = (0, 0);
        for (var i = start; i < data.Length; i++)
            switch (data[i])
            {
                case (byte)'"':
                    i = EndOfText(data, i, start, ref doubt);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)',' when depth == 0:
                case (byte)']' when depth == 0:
                    return new(Found.Entry, start, Trimmed(data, start, i) - start, doubt);
                case (byte)'}' or (byte)']':
                    depth = Math.Max(0, depth - 1);
                    break;
                case (byte)',' when doubt == 0 && StartsWith(data, i + 1, (byte)'{'):
                    doubt = Trimmed(data, start, i) - start;
                    break;
            }

        return new(Found.More, start, data.Length - start, doubt);
    }

    // The place of the closing quote, or the end of the data. A text that holds the seam between two objects has lost its quote.
    private static int EndOfText(ReadOnlySpan<byte> data, int quote, int start, ref int doubt)
    {
        for (var i = quote + 1; i < data.Length; i++)
            switch (data[i])
            {
                case (byte)'\\': i++; break;
                case (byte)'"': return i;
                case (byte)'}' when doubt == 0 && IsSeam(data, i): doubt = i + 1 - start; break;
            }

        return data.Length;
    }

    private static bool IsSeam(ReadOnlySpan<byte> data, int brace)
    {
        var comma = SkipBlanks(data, brace + 1);
        if (comma >= data.Length || data[comma] != ',') return false;
        var next = SkipBlanks(data, comma + 1);
        return next < data.Length && data[next] == '{' && StartsWith(data, next + 1, (byte)'"');
    }

    private static bool StartsWith(ReadOnlySpan<byte> data, int from, byte octet)
    {
        var at = SkipBlanks(data, from);
        return at < data.Length && data[at] == octet;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> data, int from)
    {
        if (from >= data.Length) return data.Length;
        var blanks = data[from..].IndexOfAnyExcept(" \t\r\n"u8);
        return blanks < 0 ? data.Length : from + blanks;
    }

    private static int Trimmed(ReadOnlySpan<byte> data, int start, int end) => start + data[start..end].TrimEnd(" \t\r\n"u8).Length;
}
