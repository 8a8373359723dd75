using System.Security.Cryptography;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Security;

/// <summary>
/// The key that wraps the data-protection keys in the database (rule I3). It comes from the setting
/// <c>Securite:CleMaitresse</c> (base64 of 32 bytes), else from a file beside the SQLite database, made at first start.
/// </summary>
internal sealed class MasterKey
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
        File.WriteAllText(path, Convert.ToBase64String(key));
        return key;
    }
}
