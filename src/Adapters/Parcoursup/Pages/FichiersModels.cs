using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Pages;

/// <summary>The first page: two forms, and what was deposited before.</summary>
// Razor makes components public; what they show stays the module's own.
public sealed class FichiersModel
{
    internal IReadOnlyList<ImportationRow> Importations { get; init; } = [];
    internal IReadOnlyList<DepotBac> Resultats { get; init; } = [];

    /// <summary>Those that are open, the newest first.</summary>
    internal IReadOnlyList<int> Sessions { get; init; } = [];
    internal SaisieExport Saisie { get; init; } = SaisieExport.Vide;
    internal IReadOnlyList<Erreur> Erreurs { get; init; } = [];
}

/// <summary>What was told of an export, as it was typed.</summary>
internal sealed record SaisieExport(string Session, string Formation, string Uai, bool FormationNouvelle)
{
    public static readonly SaisieExport Vide = new("", "", "", false);
}

/// <summary>A deposited export, whatever became of it.</summary>
public sealed class ImportationModel
{
    internal ImportationRow Row { get; init; } = new();
    internal ProgressionView Progression { get; init; } = new(0, 0, 0, 0);

    /// <summary>Null before the dry run has ended.</summary>
    internal RapportAnalyse? Analyse { get; init; }

    internal bool EstEnCours => Row.Etat is nameof(EtatImportation.Analyse) or nameof(EtatImportation.Application);
    internal bool Attend => Row.Etat == nameof(EtatImportation.AConfirmer);
    internal bool EstTerminee => Row.Etat == nameof(EtatImportation.Terminee);

    /// <summary>The list of what was found can still be had.</summary>
    internal bool ADesLignes => Attend || EstTerminee || Row.Etat == nameof(EtatImportation.Application);
}

/// <summary>Lines of one kind, a page of them.</summary>
public sealed class AnomaliesModel
{
    internal ImportationRow Row { get; init; } = new();
    internal NatureEnClair Nature { get; init; } = NatureEnClair.Toutes[0];
    internal IReadOnlyList<AnomalieRow> Lignes { get; init; } = [];
    internal int Page { get; init; } = 1;
    internal bool ASuivre { get; init; }
}

/// <summary>The dry run of results.</summary>
public sealed class EssaiResultatsModel
{
    internal long Id { get; init; }

    /// <summary>Null when the file cannot be read; then it is said why.</summary>
    internal ReponseBac? Essai { get; init; }
    internal string? Illisible { get; init; }
}
