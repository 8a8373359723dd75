using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>A message as an array of UTF-8 bytes: the caller's own array when it already is.</summary>
internal sealed class Utf8Source : IDisposable
{
    private static readonly SearchValues<byte> Meaningless = SearchValues.Create((byte[])[0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    private byte[]? _rented;

    private Utf8Source(ArraySegment<byte> whole, int start, byte[]? rented)
    {
        Whole = whole;
        Start = start;
        _rented = rented;
    }

    /// <summary>The message with its XML declaration, without its byte order mark.</summary>
    public ArraySegment<byte> Whole { get; }

    /// <summary>Where the message begins behind its declaration.</summary>
    public int Start { get; }

    /// <summary>What a parser is given: it would judge the declaration by the wrong encoding.</summary>
    public ArraySegment<byte> Bytes => Whole[Start..];

    public static Utf8Source Open(ReadOnlyMemory<byte> body, string? charset)
    {
        var (encoding, bom) = XmlEncodings.Detect(body.Span, charset);
        body = body[bom..];
        byte[]? rented = null;
        ArraySegment<byte> utf8;
        if (encoding != XmlEncodings.Utf8)
        {
            utf8 = Transcode(body.Span, encoding);
            rented = utf8.Array;
        }
        else if (!MemoryMarshal.TryGetArray(body, out utf8))
        {
            utf8 = body.ToArray();
        }

        try
        {
            if (rented is null && !Utf8.IsValid(utf8)) throw InvalidUtf8(utf8);
            // Many a program writes an empty line first.
            var blank = XmlDeclaration.BlankBefore(utf8);
            var declared = XmlDeclaration.TryRead(utf8.AsSpan(blank), out var declaration) ? blank + declaration.Length : 0;
            return new(utf8, declared, rented);
        }
        catch
        {
            Return(ref rented);
            throw;
        }
    }

    public void Dispose() => Return(ref _rented);

    private static ArraySegment<byte> Transcode(ReadOnlySpan<byte> body, System.Text.Encoding encoding)
    {
        var chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(body.Length));
        byte[]? bytes = null;
        try
        {
            // No single-byte encoding has a character there; what windows-1252 has in the neighbourhood is mended as it is read.
            if (encoding.IsSingleByte && body.IndexOfAny(Meaningless) is >= 0 and var wrong) throw InvalidByte(body, wrong);
            var count = encoding.GetChars(body, chars);
            bytes = ArrayPool<byte>.Shared.Rent(XmlEncodings.Utf8.GetMaxByteCount(count));
            return new(bytes, 0, XmlEncodings.Utf8.GetBytes(chars.AsSpan(0, count), bytes));
        }
        catch (ArgumentException)
        {
            Return(ref bytes);
            throw InvalidBytes();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars, clearArray: true);
        }
    }

    private static void Return(ref byte[]? rented)
    {
        if (Interlocked.Exchange(ref rented, null) is { } bytes) ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
    }

    private static SoapRequestException InvalidUtf8(ReadOnlySpan<byte> body)
    {
        Span<char> scratch = stackalloc char[256];
        for (var at = 0; ;)
        {
            Utf8.ToUtf16(body[at..], scratch, out var read, out _, replaceInvalidSequences: false);
            if (read == 0) return InvalidByte(body, at);
            at += read;
        }
    }

    private static SoapRequestException InvalidByte(ReadOnlySpan<byte> body, int at)
    {
        var (line, column) = TextPosition.Of(body, at);
        return new(SoapFaultCode.Client,
            $"Le message contient des octets invalides dans le jeu de caractères annoncé (0x{body[at]:X2}) : annoncer celui qui "
            + "est employé",
            line, column);
    }

    private static SoapRequestException InvalidBytes() =>
        new(SoapFaultCode.Client, "Le message contient des octets invalides dans le jeu de caractères annoncé.");
}
