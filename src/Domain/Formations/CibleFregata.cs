namespace Parcoursup.Gateway.Domain.Formations;

/// <summary>
/// Where a formation leads in Fregata. Whatever is missing is completed there (seed 002: "au niveau de la division, du régime…").
/// </summary>
public sealed record CibleFregata
{
    /// <summary>Code of the <em>module élémentaire de formation</em>.</summary>
    public string? Mef { get; init; }
    public string? LibelleMef { get; init; }

    /// <summary>Régime of those who are not boarders.</summary>
    public string? Regime { get; init; }

    /// <summary>Régime of those who obtained the internat.</summary>
    public string? RegimeInternat { get; init; }
    public string? Division { get; init; }

    public string? RegimeDe(bool internat) => internat ? RegimeInternat : Regime;
}
