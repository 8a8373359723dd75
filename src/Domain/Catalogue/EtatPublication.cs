namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>Where a formation stands with Parcoursup.</summary>
public sealed record EtatPublication(StatutCatalogue Statut, string? ParcoursupId)
{
    /// <summary>Parcoursup's words of a refusal or failure.</summary>
    public string? Erreur { get; init; }

    /// <summary>What they mean, and what to do.</summary>
    public string? Rejection { get; init; }

    /// <summary>It can be seen in Parcoursup's public list, since when.</summary>
    public bool Publie { get; init; }

    public DateOnly? PublieLe { get; init; }
}
