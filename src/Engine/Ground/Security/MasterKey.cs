using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// The key that wraps what the database keeps of secrets (rules I3, J3): the data-protection keys and the root secret. It comes from
/// the settings (<see cref="SecurityOptions"/>), else from a file beside the SQLite database, made at first start. While it is being
/// replaced, what the one before wrapped can be read too.
/// </summary>
public sealed class MasterKey
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _current;
    private readonly byte[]? _former;
    private byte[]? _root;
    private byte[] _wrapping;

    public MasterKey(SecurityOptions options, StorageOptions storage)
    {
        _wrapping = _current = Of(options.CleMaitresse, options.FichierCleMaitresse)
            ?? MasterKeyFile.ReadOrCreate(Path.Combine(storage.Folder, "cle-maitresse"));
        _former = Of(options.CleMaitressePrecedente, options.FichierCleMaitressePrecedente);
    }

    /// <summary>What tells the key apart, and nothing about it.</summary>
    internal string Empreinte => EmpreinteOf(_current);

    /// <summary>A key before it is given.</summary>
    internal bool HasFormer => _former is not null;

    public byte[] Encrypt(ReadOnlySpan<byte> plain) => Encrypt(_wrapping, plain);

    /// <summary>Wraps with the key that has this fingerprint: the database's, whichever of both that is by now.</summary>
    internal byte[] EncryptFor(string empreinte, ReadOnlySpan<byte> plain) => Encrypt(
        IsCurrent(empreinte) switch
        {
            true => _current,
            false => _former!,
            null => throw new CryptographicException("Another master key wrote the database."),
        },
        plain);

    /// <exception cref="CryptographicException">Neither the key nor the one before opens it.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes) throw new CryptographicException("Too short for what a key has wrapped.");
        try
        {
            return Decrypt(_current, sealedBytes);
        }
        catch (AuthenticationTagMismatchException) when (_former is not null)
        {
            return Decrypt(_former, sealedBytes);
        }
    }

    /// <summary>A keyed fingerprint: equal for equal texts, and of no use to guess them without the key.</summary>
    public string FingerprintOf(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Derive("empreinte"), Encoding.UTF8.GetBytes(text)));

    /// <summary>A key of its own for a purpose, the same whatever master key wraps the root secret.</summary>
    public byte[] Derive(string purpose) => HKDF.Expand(
        HashAlgorithmName.SHA256, _root ?? throw new InvalidOperationException("The root secret is not open yet."),
        MasterKeyText.KeyBytes, Encoding.UTF8.GetBytes(purpose));

    /// <summary>Whether the database was written with this key, or with the one before; null for neither.</summary>
    internal bool? IsCurrent(string empreinte) =>
        empreinte == Empreinte ? true : _former is not null && empreinte == EmpreinteOf(_former) ? false : null;

    /// <summary>The root of a database whose first version derived everything from the master key itself.</summary>
    internal byte[] FirstRoot() => _current;

    /// <param name="isCurrent">Wraps with the current key; otherwise with the one before, which every node still has.</param>
    internal void Open(ReadOnlySpan<byte> root, bool isCurrent) =>
        (_root, _wrapping) = (root.ToArray(), isCurrent ? _current : _former!);

    /// <summary>What was wrapped, wrapped anew with the current key.</summary>
    internal byte[] Rewrap(ReadOnlySpan<byte> sealedBytes)
    {
        var plain = Decrypt(sealedBytes);
        _wrapping = _current;
        return Encrypt(plain);
    }

    private static byte[]? Of(string? value, string? file) =>
        !string.IsNullOrEmpty(value) ? Convert.FromBase64String(value.Trim())
        : !string.IsNullOrEmpty(file) ? MasterKeyFile.Read(file) : null;

    private static string EmpreinteOf(byte[] key) =>
        Convert.ToHexStringLower(HKDF.Expand(HashAlgorithmName.SHA256, key, MasterKeyText.KeyBytes, "controle"u8.ToArray()));

    private static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return sealedBytes;
    }

    private static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes[(NonceBytes + TagBytes)..], sealedBytes.Slice(NonceBytes, TagBytes), plain);
        return plain;
    }
}
