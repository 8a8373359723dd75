using System.Buffers.Binary;
using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// How a sealed value is written: a mark, the format's version, the number of its key, nonce, tag, and what AES-256-GCM makes of the
/// content. No message begins with the mark: a value without it is of a former version, as it came.
/// </summary>
internal static class SealedValue
{
    private const byte Version = 1;

    // Texts that are opened as rows are read, by their use; bound to other places than columns of version 1.
    private const byte TextVersion = 2;
    private const byte SearchedVersion = 3;
    private const byte ComparedVersion = 4;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    private const int KeyAt = 5;
    private const int NonceAt = KeyAt + sizeof(long);
    private const int TagAt = NonceAt + NonceBytes;

    /// <summary>What the content grows by.</summary>
    public const int Overhead = TagAt + TagBytes;

    /// <summary>Text begins with it, then the same in base64.</summary>
    public const string TextMark = SealedMark.Text;

    public static ReadOnlySpan<byte> Mark => [0, (byte)'P', (byte)'G', (byte)'S'];

    public static bool Is(ReadOnlySpan<byte> value) => value.StartsWith(Mark);

    public static bool Is(string value) => value.StartsWith(TextMark, StringComparison.Ordinal);

    /// <summary>Which key opens it; null when that is of no format that this version knows.</summary>
    public static long? KeyOf(ReadOnlySpan<byte> value) =>
        value.Length >= Overhead && value[KeyAt - 1] == Version ? BinaryPrimitives.ReadInt64BigEndian(value[KeyAt..]) : null;

    /// <summary>Which key opens a text, and how it is used; null when it is no text, or of no format that this version knows.</summary>
    public static (long Key, UsageTexte Usage)? TextOf(ReadOnlySpan<byte> value) =>
        value.Length >= Overhead && Is(value) && value[KeyAt - 1] is TextVersion or SearchedVersion or ComparedVersion
            ? (BinaryPrimitives.ReadInt64BigEndian(value[KeyAt..]), (UsageTexte)(value[KeyAt - 1] - TextVersion)) : null;

    public static byte VersionOf(UsageTexte usage) => (byte)(TextVersion + (byte)usage);

    public static byte[] Seal(long id, Sealer sealer, ReadOnlySpan<byte> plain, byte[] place)
    {
        var value = new byte[Overhead + plain.Length];
        Span<byte> nonce = stackalloc byte[NonceBytes];
        sealer.FreshNonce(nonce);
        Write(value, Version, id, nonce, sealer.Aes, plain, place);
        return value;
    }

    public static void Write(
        Span<byte> value, byte version, long id, ReadOnlySpan<byte> nonce, AesGcm aes, ReadOnlySpan<byte> plain, byte[] place)
    {
        Mark.CopyTo(value);
        value[KeyAt - 1] = version;
        BinaryPrimitives.WriteInt64BigEndian(value[KeyAt..], id);
        nonce.CopyTo(value[NonceAt..]);
        aes.Encrypt(nonce, plain, value[Overhead..], value.Slice(TagAt, TagBytes), place);
    }

    /// <exception cref="AuthenticationTagMismatchException">It was changed, or lies elsewhere than where it was sealed.</exception>
    public static byte[] Open(AesGcm aes, ReadOnlySpan<byte> value, byte[] place)
    {
        var plain = new byte[value.Length - Overhead];
        Read(aes, value, plain, place);
        return plain;
    }

    /// <inheritdoc cref="Open"/>
    public static void Read(AesGcm aes, ReadOnlySpan<byte> value, Span<byte> plain, byte[] place) =>
        aes.Decrypt(value.Slice(NonceAt, NonceBytes), value[Overhead..], value.Slice(TagAt, TagBytes), plain, place);
}
