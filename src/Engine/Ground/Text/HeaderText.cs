using System.Text;
using System.Text.Unicode;

namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>
/// Text of HTTP headers, for which no encoding is agreed on: UTF-8 where it is valid UTF-8, else windows-1252, of which ISO-8859-1 is
/// the part that is sent.
/// </summary>
public sealed class HeaderText : Encoding
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly HeaderText Lenient = new();

    // Read by the server itself: nothing but ASCII is of use in them, and they come with every call.
    private static readonly HashSet<string> Plain = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Authorization", "Content-Length", "Content-Type", "Connection", "Accept", "Accept-Encoding", "Transfer-Encoding",
    };

    /// <summary>Which encoding a server should take for a header; null: its own.</summary>
    public static Encoding? Select(string header) => Plain.Contains(header) ? null : Lenient;

    public static string Of(ReadOnlySpan<byte> bytes) => EncodingOf(bytes).GetString(bytes);

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) =>
        EncodingOf(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        EncodingOf(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? UTF8 : Windows1252;
}
