namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>The life of a dossier (rule G3), apart from the outcome of the import that brought it.</summary>
public enum EtatDossier
{
    /// <summary>Brought by an import; nobody who processes has listed it yet.</summary>
    Recu,

    /// <summary>Listed, to be processed.</summary>
    ATraiter,

    /// <summary>Processed in Fregata.</summary>
    Traite,

    /// <summary>The inscription is validated.</summary>
    Valide,

    /// <summary>The candidate left before anybody processed it (rule G2).</summary>
    Desiste,

    /// <summary>Its import was cancelled before anybody processed it.</summary>
    Annule,
}

/// <summary>A dossier as Fregata gets it.</summary>
public sealed record Dossier
{
    public required string Id { get; init; }
    public required EtatDossier Etat { get; init; }
    public string Origine => DossierId.Origine;
    public required string AnneeScolaire { get; init; }
    public required ImportationDossier Importation { get; init; }
    public required Apprenant Apprenant { get; init; }
    public required IReadOnlyList<Responsable> Responsables { get; init; }
    public required FormationDossier Formation { get; init; }
    public required ReponseCandidat Reponse { get; init; }

    /// <summary>False while the candidate keeps other wishes waiting: "il est prudent de s'assurer…" (seed 002).</summary>
    public required bool ReponseDefinitive { get; init; }
    public required CursusAmenage? CursusAmenage { get; init; }
    public required bool Internat { get; init; }
    public required bool Cesure { get; init; }

    /// <summary>Local time of Paris, as Parcoursup gives it.</summary>
    public required DateTime? DateReponse { get; init; }

    /// <summary>What differs from Parcoursup in a processed dossier.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>What the gateway's configuration lacks for it.</summary>
    public required IReadOnlyList<Probleme> Problemes { get; init; }
    public required TraitementDossier? Traitement { get; init; }
    public required ValidationDossier? Validation { get; init; }

    /// <summary>Why the candidate left (rule G2); a processed dossier stays all the same. Null otherwise.</summary>
    public required string? Desistement { get; init; }
}

/// <summary>The import that last brought a dossier.</summary>
public sealed record ImportationDossier(long Id, DateTimeOffset Date);

/// <summary>A field whose value in Fregata is not Parcoursup's.</summary>
public sealed record Difference(string Champ, string? Fregata, string? Parcoursup);

/// <summary>Something that an administrator has to fill in.</summary>
public sealed record Probleme(string Champ, string Message);

/// <summary>When and by whom a dossier was processed.</summary>
public sealed record TraitementDossier(DateTimeOffset Date, string Utilisateur);

/// <summary>The validated inscription: its day, the number it was validated with, and when and by whom it was told.</summary>
public sealed record ValidationDossier(DateOnly Date, string Ine, DateTimeOffset Le, string Utilisateur);
