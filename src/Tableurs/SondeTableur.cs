using System.Buffers;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// Settles what a file is while its bytes pass (rule K4): text in UTF-8 when more of its accented lines are valid UTF-8 than not, else
/// in windows-1252; the others of a mixed file are defects of their lines only.
/// </summary>
public sealed class SondeTableur
{
    private const int HeadSize = 1024;

    private static readonly SearchValues<byte> Noted =
        SearchValues.Create((byte[])[(byte)'\n', (byte)'\r', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    private readonly byte[] _head = new byte[HeadSize];
    private readonly ComptageCodage _count = new();
    private int _headLength;
    private long _feeds;
    private long _returns;
    private bool _afterReturn;

    /// <summary>Of a whole file.</summary>
    public static NatureTableur Of(ReadOnlySpan<byte> fichier)
    {
        var sonde = new SondeTableur();
        sonde.Look(fichier);
        return sonde.Settle();
    }

    /// <summary>Looks at the next bytes of the file.</summary>
    public void Look(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, HeadSize - _headLength);
        bytes[..taken].CopyTo(_head.AsSpan(_headLength));
        _headLength += taken;
        while (!bytes.IsEmpty)
        {
            var next = _count.IsInside ? 0 : bytes.IndexOfAny(Noted);
            if (next != 0) EndOfReturn();
            if (next < 0) return;
            Note(bytes[next]);
            bytes = bytes[(next + 1)..];
        }
    }

    /// <summary>What the file is, once all of its bytes have passed.</summary>
    public NatureTableur Settle()
    {
        EndOfReturn();
        _count.EndLine();
        ReadOnlySpan<byte> head = _head.AsSpan(0, _headLength);
        if (SignatureFichier.Of(head) is { } format) return new(format, format is FormatTableur.Utf16 or FormatTableur.Utf16Inverse
            && _returns > _feeds);
        return new(head.StartsWith("\uFEFF"u8) ? FormatTableur.Utf8 : _count.Settle(), _returns > _feeds);
    }

    private void Note(byte b)
    {
        if (b is (byte)'\n' or (byte)'\r') _count.EndLine();
        else _count.Look(b);
        if (b == '\n') _feeds++;
        if (b == '\n') _afterReturn = false;
        else EndOfReturn();
        _afterReturn = b == '\r';
    }

    // A return that no line feed follows ends a line by itself.
    private void EndOfReturn()
    {
        if (_afterReturn) _returns++;
        _afterReturn = false;
    }
}
