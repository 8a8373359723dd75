using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// How a sealed value is written: a mark, the format's version, the number of its key, nonce, tag, and what AES-256-GCM makes of the
/// content. No message begins with the mark: a value without it is of a former version, as it came.
/// </summary>
internal static class SealedValue
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyAt = 5;
    private const int NonceAt = KeyAt + sizeof(long);
    private const int TagAt = NonceAt + NonceBytes;

    /// <summary>What the content grows by.</summary>
    public const int Overhead = TagAt + TagBytes;

    /// <summary>Text begins with it, then the same in base64; what is kept as text is JSON, which never does.</summary>
    public const string TextMark = "scelle:";

    public static ReadOnlySpan<byte> Mark => [0, (byte)'P', (byte)'G', (byte)'S'];

    public static bool Is(ReadOnlySpan<byte> value) => value.StartsWith(Mark);

    public static bool Is(string value) => value.StartsWith(TextMark, StringComparison.Ordinal);

    /// <summary>Which key opens it; null when that is of no format that this version knows.</summary>
    public static long? KeyOf(ReadOnlySpan<byte> value) =>
        value.Length >= Overhead && value[KeyAt - 1] == Version ? BinaryPrimitives.ReadInt64BigEndian(value[KeyAt..]) : null;

    public static byte[] Seal(long id, byte[] key, ReadOnlySpan<byte> plain, byte[] place)
    {
        var value = new byte[Overhead + plain.Length];
        Mark.CopyTo(value);
        value[KeyAt - 1] = Version;
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(KeyAt), id);
        var nonce = value.AsSpan(NonceAt, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, value.AsSpan(Overhead), value.AsSpan(TagAt, TagBytes), place);
        return value;
    }

    /// <exception cref="AuthenticationTagMismatchException">It was changed, or lies elsewhere than where it was sealed.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> value, byte[] place)
    {
        var plain = new byte[value.Length - Overhead];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(value.Slice(NonceAt, NonceBytes), value[Overhead..], value.Slice(TagAt, TagBytes), plain, place);
        return plain;
    }
}
