using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

internal enum EtatLot
{
    EnPreparation,

    /// <summary>Published, and waits to be confirmed.</summary>
    Publie,

    /// <summary>Somebody or a job has said that it was imported.</summary>
    Confirme,

    /// <summary>A later lot, which holds all of it, was confirmed.</summary>
    Depasse,

    /// <summary>Somebody has said that it was not imported: what it brought is due again.</summary>
    Rejete,

    /// <summary>Its files were removed before anybody confirmed it.</summary>
    Expire,

    /// <summary>It was never published.</summary>
    Echec,
}

/// <summary>A row of <c>fichier_lot</c>.</summary>
internal sealed class LotRow
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public int Session { get; init; }

    /// <summary>Counts from 1 within the établissement; never given twice.</summary>
    public int Numero { get; init; }

    /// <summary>The number of the lot that was published before it for the session.</summary>
    public int? Precedent { get; init; }
    public long Generation { get; init; }
    public string Etat { get; init; } = "";

    /// <summary>Fingerprint of the layout: another one makes another lot.</summary>
    public string Disposition { get; init; } = "";

    /// <summary>Null: in the database.</summary>
    public string? Dossier { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset GenereLe { get; init; }
    public string Par { get; init; } = "";

    /// <summary>OPI that this lot brought or changed.</summary>
    public int Opi { get; init; }
    public string? Manifeste { get; init; }
    public string? ManifesteSha256 { get; init; }

    /// <summary>Its files can still be had.</summary>
    public bool Conserve { get; init; }
    public DateTimeOffset? ClosLe { get; init; }
    public string? ClosPar { get; init; }
    public string? Message { get; init; }

    public bool Is(EtatLot etat) => Etat == etat.ToString();

    /// <summary>What stands in the manifest; null before there is one.</summary>
    public Manifeste? ReadManifeste() => Manifeste is null ? null : JsonText.Read<Manifeste>(Manifeste);

    /// <summary>Names that tell établissement, session and lot, so that no lot ever touches the files of another.</summary>
    public string NomDe(NatureFichier nature) => nature == NatureFichier.Habituel ? $"{Racine}.csv" : $"{Racine}_defavorables.csv";

    public string NomManifeste => $"{Racine}.json";

    /// <summary>The file by which a job confirms.</summary>
    public string NomConfirmation => NomManifeste + ".ok";

    private string Racine => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"opi_{Etablissement}_{Session}_{Numero:000000}");
}
