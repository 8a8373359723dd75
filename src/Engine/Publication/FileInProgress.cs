using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>A file while it is written, page by page: its bytes are counted and hashed on the way.</summary>
public sealed class FileInProgress(IPublicationStore store, PublishedFiles files, string nom) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public string Nom => nom;

    public long Octets { get; private set; }

    /// <summary>Counts a page. Apart from handing it over: hashing takes as long as reading one, and needs no transaction.</summary>
    public void Count(ReadOnlySpan<byte> page)
    {
        _hash.AppendData(page);
        Octets += page.Length;
    }

    /// <summary>Hands a page that was counted to the store.</summary>
    /// <param name="session">Holds the lease of the run, so that a process which lost it adds nothing.</param>
    public Task AppendAsync(WriteSession session, ReadOnlyMemory<byte> page, CancellationToken ct) =>
        store.AppendAsync(session, files, nom, page, ct);

    /// <summary>Of what was counted so far.</summary>
    public FileHash Hash() => new(nom, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    public void Dispose() => _hash.Dispose();
}
