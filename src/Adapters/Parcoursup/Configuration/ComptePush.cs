using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>The pair that the établissement chose and typed in Parcoursup's administration site.</summary>
internal sealed record ComptePush
{
    public string Login { get; init; } = "";
    public string? MotDePasse { get; init; }

    /// <summary>Addresses and networks (CIDR) that are pushed from; absent: from anywhere.</summary>
    public IReadOnlyList<string>? Adresses { get; init; }

    /// <summary>The client certificate that is shown beside the password; absent: none is asked for.</summary>
    public CertificatCompte? Certificat { get; init; }
}

/// <summary>From where the établissement's system calls the façade; its pair is the one of Parcoursup.</summary>
internal sealed record CompteFacade
{
    /// <inheritdoc cref="ComptePush.Adresses"/>
    public IReadOnlyList<string>? Adresses { get; init; }

    /// <inheritdoc cref="ComptePush.Certificat"/>
    public CertificatCompte? Certificat { get; init; }
}
