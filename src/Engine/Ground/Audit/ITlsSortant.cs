using System.Net.Security;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>How the certificates of those whom we call are looked at; the audit is below whoever knows.</summary>
public interface ITlsSortant
{
    /// <summary>Asks for revocation too, where nobody has given that up.</summary>
    void Apply(SslClientAuthenticationOptions tls);
}
