namespace Parcoursup.Gateway.Domain.Etablissements;

/// <summary>How an account's client certificate is recognised: by its fingerprint, or by its subject and who issued it.</summary>
public record CertificatCompte
{
    /// <summary>SHA-256 of the DER certificate, hexadecimal, with or without colons.</summary>
    public string? EmpreinteSha256 { get; init; }

    /// <summary>Distinguished name as OpenSSL's RFC 2253 form has it, with <see cref="Autorite"/>.</summary>
    public string? Sujet { get; init; }

    /// <summary>The issuing authority's certificates as PEM, up to its root.</summary>
    public string? Autorite { get; init; }
}
