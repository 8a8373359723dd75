using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// The form of a text that names people (<see cref="SealedValue"/>, in base64 where the column is searched or the engine has no bytes in
/// a column of text). It is bound to its établissement and to how it is used, not
/// to its column: columns are read under any name. What is searched or compared takes its nonce from the text itself, under a key of its
/// own: equal texts of an établissement are then equal, so that an index and a join find them, and nobody else can make one.
/// </summary>
internal sealed class SealedText(long id, string etablissement)
{
    private readonly byte[] _read = Encoding.UTF8.GetBytes("texte\n" + etablissement);
    private readonly byte[] _searched = Encoding.UTF8.GetBytes("recherche\n" + etablissement);

    /// <summary>What a text says of itself; bytes that are the pool's go back when it is disposed.</summary>
    public readonly struct Parts(byte[] bytes, int length, long key, UsageTexte usage, bool isPooled) : IDisposable
    {
        public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);
        public long Key => key;
        public UsageTexte Usage => usage;

        public void Dispose()
        {
            if (isPooled) ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>False where that is no such text: as it came, or of a column that is opened by whoever reads it.</summary>
    public static bool TryRead(ReadOnlySpan<char> value, out Parts parts)
    {
        var encoded = value[SealedMark.Text.Length..];
        var bytes = ArrayPool<byte>.Shared.Rent((encoded.Length / 4 * 3) + 3);
        if (Convert.TryFromBase64Chars(encoded, bytes, out var length)
            && SealedValue.TextOf(bytes.AsSpan(0, length)) is { } found)
        {
            parts = new(bytes, length, found.Key, found.Usage, isPooled: true);
            return true;
        }

        ArrayPool<byte>.Shared.Return(bytes);
        parts = default;
        return false;
    }

    /// <summary>The same of one that lies in its column as bytes.</summary>
    public static bool TryRead(byte[] value, out Parts parts)
    {
        var found = SealedValue.TextOf(value);
        parts = found is { } of ? new(value, value.Length, of.Key, of.Usage, isPooled: false) : default;
        return found is not null;
    }

    /// <summary>As bytes: a quarter shorter, for a text that is only read.</summary>
    public byte[] SealRead(Sealer sealer, string plain)
    {
        var length = Encoding.UTF8.GetByteCount(plain);
        var value = new byte[SealedValue.Overhead + length];
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var content = bytes.AsSpan(0, length);
            Encoding.UTF8.GetBytes(plain, content);
            Span<byte> nonce = stackalloc byte[SealedValue.NonceBytes];
            sealer.FreshNonce(nonce);
            SealedValue.Write(value, SealedValue.VersionOf(UsageTexte.Lu), id, nonce, sealer.Aes, content, PlaceOf(UsageTexte.Lu));
            return value;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    public string Seal(Sealer sealer, string plain, UsageTexte usage)
    {
        var length = Encoding.UTF8.GetByteCount(plain);
        var bytes = ArrayPool<byte>.Shared.Rent(length + SealedValue.Overhead + length);
        try
        {
            var content = bytes.AsSpan(0, length);
            var value = bytes.AsSpan(length, SealedValue.Overhead + length);
            Encoding.UTF8.GetBytes(plain, content);
            Span<byte> nonce = stackalloc byte[SealedValue.NonceBytes];
            if (usage == UsageTexte.Lu) sealer.FreshNonce(nonce);
            else sealer.NonceOf(content, nonce);
            SealedValue.Write(value, SealedValue.VersionOf(usage), id, nonce, sealer.Aes, content, PlaceOf(usage));
            return string.Concat(SealedMark.Text, Convert.ToBase64String(value));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    public string Open(AesGcm aes, Parts parts)
    {
        var length = parts.Bytes.Length - SealedValue.Overhead;
        var plain = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            SealedValue.Read(aes, parts.Bytes, plain.AsSpan(0, length), PlaceOf(parts.Usage));
            return Encoding.UTF8.GetString(plain, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    private byte[] PlaceOf(UsageTexte usage) => usage == UsageTexte.Lu ? _read : _searched;
}
