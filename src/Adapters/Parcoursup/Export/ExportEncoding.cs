using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Export;

/// <summary>
/// Settles how a file is encoded while its bytes pass: UTF-8, or windows-1252 when they are not valid UTF-8 (contract §8).
/// </summary>
public sealed class ExportEncoding
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _scratch = new char[16 * 1024];
    private bool _invalid;

    /// <summary>Looks at the next bytes of the file.</summary>
    public void Look(ReadOnlySpan<byte> bytes) => Look(bytes, flush: false);

    /// <summary>The name of the encoding, once all bytes have passed.</summary>
    public string Settle()
    {
        Look([], flush: true);
        return _invalid ? Windows1252.WebName : Encoding.UTF8.WebName;
    }

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
