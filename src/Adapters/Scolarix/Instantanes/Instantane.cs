using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

public enum EtatInstantane
{
    /// <summary>Asked for; waits until everything that came in is applied and evaluated.</summary>
    Demande,

    /// <summary>Being written by the process that has its lease.</summary>
    EnCours,

    /// <summary>Prepared, and held by a guard until a person settles it.</summary>
    EnAttente,

    /// <summary>Prepared, and to be made visible.</summary>
    APublier,
    Publie,

    /// <summary>A newer one was begun before a person had settled its guard.</summary>
    Remplace,

    /// <summary>A person has rejected it.</summary>
    Rejete,

    /// <summary>A planned one that would have held the very bytes of the last one.</summary>
    Identique,
    Echec,
}

/// <summary>A row of <c>scolarix_instantane</c>.</summary>
public sealed class InstantaneRow : IRun
{
    /// <summary>What the names of its files begin with.</summary>
    public const string Genre = "scolarix";

    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public int Session { get; init; }

    /// <summary>
    /// Counts from 1 within the établissement, never given twice, above every one in the folder; null before it is begun.
    /// </summary>
    public int? Numero { get; init; }

    /// <summary>Number of the snapshot that it is compared with.</summary>
    public int? Precedent { get; init; }
    public string Etat { get; init; } = "";

    /// <summary>Who or what asked for it.</summary>
    public string Par { get; init; } = "";
    public bool Planifie { get; init; }

    /// <summary>How many share it.</summary>
    public int Demandes { get; init; }
    public DateTimeOffset DemandeLe { get; init; }
    public DateTimeOffset? CommenceLe { get; init; }
    public DateTimeOffset? TermineLe { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset? GenereLe { get; init; }

    /// <summary>Null: in the database.</summary>
    public string? Dossier { get; init; }

    /// <summary>Fingerprint of the layout: with another one every line is another.</summary>
    public string? Disposition { get; init; }
    public int Candidats { get; init; }
    public int Entrees { get; init; }
    public int Sorties { get; init; }
    public int Modifications { get; init; }
    public string? Comptes { get; init; }
    public string? Manifeste { get; init; }
    public string? Sha256 { get; init; }
    public long? Garde { get; init; }

    /// <summary>Something of it is in its store, be it published or not.</summary>
    public bool Conserve { get; init; }

    /// <summary>How it stands or ended, in French.</summary>
    public string? Message { get; init; }

    public bool Is(EtatInstantane etat) => Etat == etat.ToString();

    /// <summary>Its file can be handed out.</summary>
    public bool EstLa => Conserve && Is(EtatInstantane.Publie) && Manifeste is not null;

    /// <summary>Nothing more happens to it by itself.</summary>
    public bool IsOver => !(Is(EtatInstantane.Demande) || Is(EtatInstantane.EnCours) || Is(EtatInstantane.APublier));

    public ComptesInstantane? ReadComptes() => Comptes is null ? null : JsonText.Read<ComptesInstantane>(Comptes);

    public ManifesteScolarix? ReadManifeste() => Manifeste is null ? null : JsonText.Read<ManifesteScolarix>(Manifeste);

    public string NomFichier => Nom.File();

    public string NomManifeste => Nom.Manifest;

    /// <summary>Its file, whether it is there or not.</summary>
    public PublishedFiles Publie => new(Id, Nom, [NomFichier]);

    /// <summary>Its file as it was written; only of one that is prepared.</summary>
    public PreparedFiles Prepare => new(Publie, [new FileHash(NomFichier, Sha256!)], Manifeste!);

    private PublicationName Nom => new(Genre, Etablissement, Session, Numero ?? 0);
}

/// <summary>Who is in a snapshot and who isn't, by reason.</summary>
public sealed record ComptesInstantane
{
    public required IReadOnlyDictionary<RaisonPopulation, int> Presents { get; init; }
    public required IReadOnlyDictionary<RaisonPopulation, int> Absents { get; init; }

    /// <summary>By what is said of them; none in the first snapshot of a session.</summary>
    public required IReadOnlyDictionary<string, int> Entrees { get; init; }
    public required IReadOnlyDictionary<string, int> Sorties { get; init; }
}

/// <summary>What says that a file is complete: written last (docs/reference/scolarix.md).</summary>
public sealed record ManifesteScolarix
{
    public required string Etablissement { get; init; }
    public required int Session { get; init; }
    public required int Instantane { get; init; }
    public int? Precedent { get; init; }
    public required DateTimeOffset GenereLe { get; init; }

    /// <summary>As IANA names it.</summary>
    public required string Encodage { get; init; }
    public required string Separateur { get; init; }
    public required bool Entete { get; init; }
    public required string FormatDate { get; init; }
    public required string Fichier { get; init; }
    public required int Candidats { get; init; }
    public required long Octets { get; init; }

    /// <summary>Of the file's bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
