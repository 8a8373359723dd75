namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// Translates the positions of the parser. It counts columns in bytes, begins after the XML declaration, and takes two
/// line feeds in a row for one.
/// </summary>
internal static class ParserRows
{
    /// <summary>The place in the whole message, in characters.</summary>
    public static TextPosition PositionOf(Utf8Source source, int row, int column)
    {
        var offset = OffsetOf(source.Bytes, row) + column - 1;
        return TextPosition.Of(source.Whole, source.Start + Math.Max(offset, 0));
    }

    private static int OffsetOf(ReadOnlySpan<byte> bytes, int row)
    {
        var at = 0;
        for (var left = row - 1; left > 0; left--)
        {
            var found = bytes[at..].IndexOfAny((byte)'\r', (byte)'\n');
            if (found < 0) return at;
            at += found + 1;
            if (at < bytes.Length && bytes[at] == '\n') at++;
        }

        return at;
    }
}
