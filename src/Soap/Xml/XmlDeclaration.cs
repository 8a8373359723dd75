using System.Text;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// The XML declaration, read by hand because the encoding must be known before a parser can start, and because the
/// parser only ever sees UTF-8, whatever the declaration says.
/// </summary>
/// <param name="Length">Bytes up to and including <c>?&gt;</c>.</param>
/// <param name="Encoding">The declared encoding name, or null.</param>
internal readonly record struct XmlDeclaration(int Length, string? Encoding)
{
    private const int MaxLength = 256;
    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>How many bytes of white space stand before it, which XML forbids and everybody understands.</summary>
    public static int BlankBefore(ReadOnlySpan<byte> bytes) => bytes.Length - bytes.TrimStart(" \t\r\n"u8).Length;

    /// <summary>False when there is none; throws when there is one that is malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out XmlDeclaration declaration)
    {
        declaration = default;
        if (!bytes.StartsWith("<?xml"u8) || bytes.Length < 6 || !IsSpace(bytes[5])) return false;
        var end = bytes[..Math.Min(bytes.Length, MaxLength)].IndexOf("?>"u8);
        if (end < 0) throw Malformed();

        // In this order, version always, each behind white space.
        var rest = bytes[5..end];
        var version = ReadPseudoAttribute(ref rest, "version"u8);
        var encoding = ReadPseudoAttribute(ref rest, "encoding"u8);
        var standalone = ReadPseudoAttribute(ref rest, "standalone"u8);
        var complete = rest.TrimStart(" \t\r\n"u8).IsEmpty;
        if (!complete || version != "1.0" || standalone is not (null or "yes" or "no") || !IsName(encoding)) throw Malformed();
        declaration = new(end + 2, encoding);
        return true;
    }

    /// <summary>Its value, or null when something else comes next.</summary>
    private static string? ReadPseudoAttribute(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name)
    {
        var next = rest.TrimStart(" \t\r\n"u8);
        if (next.Length == rest.Length || !next.StartsWith(name)) return null;
        rest = next[name.Length..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty || rest[0] != '=') throw Malformed();
        rest = rest[1..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\'')) throw Malformed();
        var close = rest[1..].IndexOf(rest[0]);
        if (close < 0) throw Malformed();
        var raw = rest.Slice(1, close);
        var value = raw.SequenceEqual("1.0"u8) ? "1.0" : System.Text.Encoding.ASCII.GetString(raw);
        rest = rest[(close + 2)..];
        return value;
    }

    // EncName of XML 1.0, production 81.
    private static bool IsName(string? encoding) =>
        encoding is null || (encoding.Length > 0 && char.IsAsciiLetter(encoding[0]) && !encoding.AsSpan()
            .ContainsAnyExcept(NameCharacters));

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static SoapRequestException Malformed() =>
        new(SoapFaultCode.Client, "La déclaration XML est incorrecte.", 1, 1);
}
