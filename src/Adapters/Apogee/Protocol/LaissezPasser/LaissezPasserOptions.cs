namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>How Apogée's service of laissez-passer is called.</summary>
public sealed record LaissezPasserOptions : ServiceVoisinOptions
{
    /// <summary>2 for <c>mettreAJourLaissezPasserWS_V2</c>; 1 for the older operation, which does not know the Oui si.</summary>
    public int Version { get; init; } = 2;

    /// <summary>Régime d'inscription and statut of every laissez-passer, in Apogée's codes; null: Apogée's own defaults.</summary>
    public string? CodRgi { get; init; }

    public string? CodStu { get; init; }

    internal override string Service => "LaissezPasserMetier";
}
