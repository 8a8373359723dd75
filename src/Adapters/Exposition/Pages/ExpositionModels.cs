using Parcoursup.Gateway.Adapters.Exposition.Appariement;

namespace Parcoursup.Gateway.Adapters.Exposition.Pages;

/// <summary>A run and its report.</summary>
// Razor makes components public; what they show stays the module's own.
public sealed class RapportModel
{
    /// <summary>Null: none was applied yet.</summary>
    internal ExecutionRow? Execution { get; init; }

    /// <summary>Null: it has not ended, or was no matching.</summary>
    internal RapportView? Rapport { get; init; }

    /// <summary>A later run, which is not applied.</summary>
    internal ExecutionRow? Depuis { get; init; }
}

/// <summary>The runs, the newest first.</summary>
public sealed class ExecutionsModel
{
    internal IReadOnlyList<ExecutionRow> Executions { get; init; } = [];
}

/// <summary>Lines of the run that is served, a page of them.</summary>
public sealed class LignesModel
{
    internal IReadOnlyList<LigneApparieeView> Lignes { get; init; } = [];

    /// <summary>No run was applied yet.</summary>
    internal bool EstVide { get; init; }
    internal string? Couverture { get; init; }
    internal string? Raison { get; init; }

    /// <summary>The one number that all of them have.</summary>
    internal string? Inscription { get; init; }

    /// <summary>The key after which the next page begins.</summary>
    internal string? Suivante { get; init; }
}

/// <summary>One line with all that was tried for it.</summary>
public sealed class LigneModel
{
    internal LigneApparieeView Ligne { get; init; } = null!;
    internal DateOnly Jour { get; init; }
}
