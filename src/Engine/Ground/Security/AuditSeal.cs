using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Seals the audit under a key that the master key opens alone: who may write the database cannot compute it.</summary>
internal sealed class AuditSeal(MasterKey master) : IAuditSeal
{
    // Not before it is needed: the root secret is opened when the program starts.
    private readonly Lazy<byte[]> _key = new(() => master.Derive("audit"));

    public byte[] Of(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_key.Value, content);
}
