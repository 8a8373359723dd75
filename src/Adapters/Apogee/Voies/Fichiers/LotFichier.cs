using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

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
    /// <summary>What the names of its files begin with.</summary>
    public const string Genre = "opi";

    private PublishedFiles? _publie;

    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public int Session { get; init; }

    /// <summary>Counts from 1 within the établissement; never given twice, above every one in the folder.</summary>
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

    public string NomDe(NatureFichier nature) => Nom.File(nature == NatureFichier.Habituel ? "" : "_defavorables");

    public string NomManifeste => Nom.Manifest;

    /// <summary>Its files, whether they are there or not.</summary>
    public PublishedFiles Publie => _publie ??= new(Id, Nom, [.. Enum.GetValues<NatureFichier>().Select(NomDe)]);

    private PublicationName Nom => new(Genre, Etablissement, Session, Numero);
}
