namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>A place in a message, for the reader of an error.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>
    /// Where the byte at <paramref name="offset"/> stands, in characters: one outside of the basic plane counts once.
    /// Linear: only for errors.
    /// </summary>
    public static TextPosition Of(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..Math.Min(offset, utf8.Length)];
        var column = 1;
        foreach (var b in before[(before.LastIndexOf((byte)'\n') + 1)..])
            if (!IsContinuation(b)) column++;
        return new(before.Count((byte)'\n') + 1, column);
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
