namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>A caller's certificate as Parcoursup's administration registered it.</summary>
/// <param name="Pem">A certificate, or only its public key.</param>
public sealed record CertificatConnu(string Id, string Pem);

/// <summary>How a call is answered whose token is not believed.</summary>
public enum ReponseSignature
{
    Introuvable,

    NonAutorise,

    Interdit,

    /// <summary>An HTML page with status 404.</summary>
    Page,
}

public sealed record CatalogueOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    public IReadOnlyList<CertificatConnu> Certificats { get; init; } = [];

    public ReponseSignature Signature { get; init; }

    /// <summary>The UAI that Parcoursup knows; empty: all of them.</summary>
    public IReadOnlyList<string> Uais { get; init; } = [];

    /// <summary>The id of the first formation that is created.</summary>
    public int PremierGTaCod { get; init; } = 40_001;

    /// <summary>How much further than twenty seconds ahead a token may expire: clocks differ.</summary>
    public TimeSpan EcartHorloge { get; init; } = TimeSpan.FromSeconds(5);
}
