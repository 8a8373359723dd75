using System.Diagnostics.CodeAnalysis;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>The outcome of an import (rule G3): the guide's words, and one that is still under way.</summary>
public enum EtatImport
{
    EnCours,
    Succes,
    Echec,

    /// <summary>Cancelled, "c'est-à-dire supprimé".</summary>
    Annule,
}

/// <summary>What Fregata asks for.</summary>
/// <param name="SansActualisation">
/// Takes what the gateway knows, without asking Parcoursup: when it is down and its CSV export was imported instead.
/// </param>
public sealed record DemandeImport(string? AnneeScolaire, bool? SansActualisation = null);

/// <summary>An import as the follow-up lists it.</summary>
public record ImportSuivi
{
    /// <summary>The source in Fregata's "Suivi des échanges".</summary>
    public const string SourceParcoursup = "Parcoursup - CandidatsAdmis";

    public required long Id { get; init; }
    public required EtatImport Etat { get; init; }
    public string Source => SourceParcoursup;
    public required string AnneeScolaire { get; init; }
    public required DateTimeOffset Date { get; init; }
    public required string Utilisateur { get; init; }
    public required RoleFregata? Role { get; init; }
    public required int NombreCandidats { get; init; }
    public required int NombreResponsables { get; init; }

    /// <summary>In the guide's words; null while the import is under way.</summary>
    public required string? Message { get; init; }

    /// <summary>What is doubtful about the candidates (rule C7), or how old they are; null normally.</summary>
    public required string? Avertissement { get; init; }

    /// <summary>When and by whom it was cancelled; null when it was not.</summary>
    public required DateTimeOffset? AnnuleLe { get; init; }
    public required string? AnnulePar { get; init; }
}

/// <summary>An import with the dossiers that it brought, as they are now.</summary>
public sealed record Import : ImportSuivi
{
    [SetsRequiredMembers]
    public Import(ImportSuivi suivi, IReadOnlyList<Dossier> candidats)
        : base(suivi) => Candidats = candidats;

    public IReadOnlyList<Dossier> Candidats { get; }
}

/// <summary>A cancelled import.</summary>
public sealed record ImportAnnule : ImportSuivi
{
    [SetsRequiredMembers]
    public ImportAnnule(ImportSuivi suivi, IReadOnlyList<string> conserves)
        : base(suivi) => Conserves = conserves;

    /// <summary>Dossiers that stay: somebody processed them, or another import holds them.</summary>
    public IReadOnlyList<string> Conserves { get; }
}

/// <summary>An import with each apprenant that it brought.</summary>
public sealed record ImportDetaille : ImportSuivi
{
    [SetsRequiredMembers]
    public ImportDetaille(ImportSuivi suivi, IReadOnlyList<ApprenantSuivi> apprenants)
        : base(suivi) => Apprenants = apprenants;

    public IReadOnlyList<ApprenantSuivi> Apprenants { get; }
}

/// <summary>An apprenant of an import; names are those of the import, the state is that of now.</summary>
public sealed record ApprenantSuivi(
    string Id, int CodeCandidat, string? Nom, string? Prenom, EtatDossier Etat, bool Traite, DateTimeOffset? TraiteLe, string? TraitePar,
    IReadOnlyList<ResponsableSuivi> Responsables);

/// <summary>A guardian in the follow-up.</summary>
public sealed record ResponsableSuivi(string? Nom, string? Prenom);
