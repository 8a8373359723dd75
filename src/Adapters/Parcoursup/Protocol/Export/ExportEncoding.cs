using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>
/// Settles how a file is encoded while its bytes pass: UTF-8 when it begins with the mark of UTF-8, or when all of it is
/// valid UTF-8; else windows-1252 (contract §8). After the mark a byte that is not UTF-8 is a defect of its line only.
/// </summary>
public sealed class ExportEncoding
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _scratch = new char[16 * 1024];
    private bool _invalid;
    private int _seen;
    private bool _unmarked;

    /// <summary>Looks at the next bytes of the file.</summary>
    public void Look(ReadOnlySpan<byte> bytes)
    {
        var mark = Encoding.UTF8.Preamble;
        foreach (var b in bytes[..Math.Min(bytes.Length, mark.Length - _seen)])
            _unmarked |= b != mark[_seen++];
        Look(bytes, flush: false);
    }

    /// <summary>The name of the encoding, once all bytes have passed.</summary>
    public string Settle()
    {
        Look([], flush: true);
        return _invalid && !IsMarked ? Windows1252.WebName : Encoding.UTF8.WebName;
    }

    private bool IsMarked => _seen == Encoding.UTF8.Preamble.Length && !_unmarked;

    /// <summary>The encoding of a name that <see cref="Settle"/> gave.</summary>
    public static Encoding Of(string name) => name == Windows1252.WebName ? Windows1252 : new UTF8Encoding(false);

    private void Look(ReadOnlySpan<byte> bytes, bool flush)
    {
        if (_invalid) return;
        try
        {
            bool completed;
            do
            {
                _decoder.Convert(bytes, _scratch, flush, out var used, out _, out completed);
                bytes = bytes[used..];
            }
            while (!completed);
        }
        catch (DecoderFallbackException)
        {
            _invalid = true;
        }
    }
}
