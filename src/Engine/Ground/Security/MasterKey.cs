using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// The key that wraps the data-protection keys in the database (rule I3). It comes from the setting
/// <c>Securite:CleMaitresse</c> (base64 of 32 bytes), else from a file beside the SQLite database, made at first start.
/// </summary>
public sealed class MasterKey
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    public MasterKey(IConfiguration configuration, StorageOptions storage) =>
        _key = configuration["Securite:CleMaitresse"] is { Length: > 0 } text
            ? Convert.FromBase64String(text)
            : ReadOrCreate(Path.Combine(storage.Folder, "cle-maitresse"));

    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return sealedBytes;
    }

    public byte[] Decrypt(ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes[(NonceBytes + TagBytes)..], sealedBytes.Slice(NonceBytes, TagBytes), plain);
        return plain;
    }

    /// <summary>A keyed fingerprint: equal for equal texts, and of no use to guess them without the key.</summary>
    public string FingerprintOf(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(
            HKDF.Expand(HashAlgorithmName.SHA256, _key, KeyBytes, "empreinte"u8.ToArray()), Encoding.UTF8.GetBytes(text)));

    /// <summary>What is wrong with the setting, null when nothing is.</summary>
    public static string? Validate(string? setting)
    {
        if (string.IsNullOrEmpty(setting)) return null;
        Span<byte> bytes = stackalloc byte[256];
        return Convert.TryFromBase64String(setting, bytes, out var length) && length == KeyBytes
            ? null
            : "doit être 32 octets en base64 (par exemple : openssl rand -base64 32).";
    }

    private static byte[] ReadOrCreate(string path)
    {
        PrivateFile.Ensure(path);
        var stored = File.ReadAllText(path);
        if (stored.Length > 0) return Convert.FromBase64String(stored);
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
        // Losing it would lose every secret that it wraps: it is on the disk before anything depends on it.
        file.Flush(flushToDisk: true);
        return key;
    }
}
