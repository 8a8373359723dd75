namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>A place in a message, for the reader of an error.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>Where the byte at <paramref name="offset"/> stands. Linear: only for errors.</summary>
    public static TextPosition Of(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..Math.Min(offset, utf8.Length)];
        return new(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}
