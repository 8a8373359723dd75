namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Rule E4: each wish stands in exactly one of the two.</summary>
internal enum NatureFichier
{
    /// <summary>Wishes F and S, and OPI without wishes.</summary>
    Habituel,

    /// <summary>Wishes D.</summary>
    Defavorable,
}

/// <summary>What says that a lot is complete: written last (docs/reference/fichiers-opi.md).</summary>
internal sealed record Manifeste
{
    public required string Etablissement { get; init; }
    public required int Session { get; init; }
    public required int Lot { get; init; }
    public int? LotPrecedent { get; init; }
    public required DateTimeOffset GenereLe { get; init; }

    /// <summary>As IANA names it.</summary>
    public required string Encodage { get; init; }
    public required string Separateur { get; init; }
    public required bool Entete { get; init; }
    public required IReadOnlyList<FichierManifeste> Fichiers { get; init; }
}

/// <param name="Lignes">Without the header.</param>
/// <param name="Opi">OPI numbers with at least one line in this file.</param>
/// <param name="Sha256">Of the file's bytes, lower-case hexadecimal.</param>
internal sealed record FichierManifeste(NatureFichier Nature, string Nom, int Lignes, int Opi, long Octets, string Sha256);
