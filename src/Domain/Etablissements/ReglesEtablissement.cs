using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Domain.Etablissements;

/// <summary>What an établissement can change of the rules (those marked configurable).</summary>
public sealed record ReglesEtablissement
{
    /// <summary>Rule C1: an answer "accepted while others wait" counts as accepted.</summary>
    public bool SituationDeuxAcceptee { get; init; } = true;

    /// <summary>Meaning of the non-zero values of <c>codeAmenagement</c>.</summary>
    public IReadOnlyDictionary<int, Reponse> Amenagements { get; init; } = AmenagementsParDefaut;

    /// <summary>Rule C6: share of the live wishes, in percent, that may turn to D without a person.</summary>
    public int GardeDecisionPourcent { get; init; } = 5;
    public int GardeDecisionMinimum { get; init; } = 20;

    /// <summary>Rule C7: share of the last trusted count, in percent, that may be missing.</summary>
    public int GardeDisparitionPourcent { get; init; } = 10;
    public int GardeDisparitionMinimum { get; init; } = 5;

    /// <summary>Rule C7: hours between two trusted pulls that confirm a disappearance.</summary>
    public int HeuresEntreRecuperations { get; init; } = 6;

    /// <summary>Share of the candidates of Scolarix's last file, in percent, that the next one may drop without a person.</summary>
    public int GardeInstantanePourcent { get; init; } = 10;
    public int GardeInstantaneMinimum { get; init; } = 5;

    /// <summary>The answer that a value of <c>codeAmenagement</c> stands for; null when nobody said what it means (rule C3).</summary>
    public Reponse? ReponseDe(int codeAmenagement) =>
        codeAmenagement == 0 ? Reponse.Oui
        : Amenagements.TryGetValue(codeAmenagement, out var reponse) ? reponse
        : null;

    public static readonly IReadOnlyDictionary<int, Reponse> AmenagementsParDefaut = new Dictionary<int, Reponse>
    {
        [1] = Reponse.OuiSi3Ans,
        [2] = Reponse.OuiSi4Ans,
    };
}

/// <summary>Rule A2: where Parcoursup's OPI come from; never both.</summary>
public enum SourceOpi
{
    ApiRest,
    Opi,
}
