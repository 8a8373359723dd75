using System.Security.Cryptography;
using Microsoft.Extensions.ObjectPool;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>What seals and opens under one key; for one thread at a time, and dear to make.</summary>
internal sealed class Sealer(byte[] key, byte[] searched) : IDisposable
{
    // Random bytes are asked for some hundred at a time: each question costs as much as a short text does.
    private const int Drawn = 85 * SealedValue.NonceBytes;

    private readonly byte[] _random = new byte[Drawn];
    private readonly IncrementalHash _searched = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, searched);
    private int _used = Drawn;

    public AesGcm Aes { get; } = new(key, SealedValue.TagBytes);

    /// <summary>A nonce that was never used.</summary>
    public void FreshNonce(Span<byte> nonce)
    {
        if (_used == Drawn)
        {
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }

        _random.AsSpan(_used, SealedValue.NonceBytes).CopyTo(nonce);
        _used += SealedValue.NonceBytes;
    }

    /// <summary>The nonce of a content, the same for the same content.</summary>
    public void NonceOf(ReadOnlySpan<byte> content, Span<byte> nonce)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _searched.AppendData(content);
        _searched.GetHashAndReset(hash);
        hash[..SealedValue.NonceBytes].CopyTo(nonce);
    }

    public void Dispose()
    {
        Aes.Dispose();
        _searched.Dispose();
    }
}

/// <summary>The sealers of a key: whoever comes while all are taken has one made.</summary>
internal sealed class SealerPool(byte[] key) : PooledObjectPolicy<Sealer>
{
    private readonly byte[] _searched = HMACSHA256.HashData(key, "recherche"u8);

    public static ObjectPool<Sealer> Of(byte[] key) => new DefaultObjectPoolProvider().Create(new SealerPool(key));

    public override Sealer Create() => new(key, _searched);

    public override bool Return(Sealer obj) => true;
}
