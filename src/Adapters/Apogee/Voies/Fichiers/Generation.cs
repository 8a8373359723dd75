using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

internal enum EtatGeneration
{
    Demandee,
    EnCours,
    Terminee,
    Echec,
}

/// <summary>A row of <c>fichier_generation</c>: one run that looks for what changed and publishes lots.</summary>
internal sealed class GenerationRow : IRun
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";

    /// <summary>Who or what asked for it.</summary>
    public string Par { get; init; } = "";
    public string Etat { get; init; } = "";
    public DateTimeOffset DemandeeLe { get; init; }
    public DateTimeOffset? CommenceeLe { get; init; }
    public DateTimeOffset? TermineeLe { get; init; }

    /// <summary>OPI rendered so far.</summary>
    public int Opi { get; init; }

    /// <summary>How it ended, in French.</summary>
    public string? Message { get; init; }

    public bool IsOver => Etat is nameof(EtatGeneration.Terminee) or nameof(EtatGeneration.Echec);
}
