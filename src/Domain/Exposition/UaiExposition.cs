namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>Where an UAI of a line comes from, in the order in which they are tried.</summary>
public enum SourceUai
{
    Composante,
    Affectation,
    Gestion,
    Mere,
}

/// <summary>An UAI at which a line can be asked.</summary>
public readonly record struct UaiExposition(string Uai, SourceUai Source)
{
    /// <summary>As columns and reports call it.</summary>
    public string Type => Source switch
    {
        SourceUai.Composante => "UAI_COMPOSANTE",
        SourceUai.Affectation => "UAI_AFF",
        SourceUai.Gestion => "UAI_GES",
        _ => "UAI_MERE",
    };

    /// <summary>
    /// True when the API takes it: seven digits and a capital. Real ones exist that it does not take (C590350K); the control letter is
    /// none of its concerns.
    /// </summary>
    public static bool EstDemandable(string uai) => Identite.Uai.HasShape(uai) && char.IsAsciiLetterUpper(uai[7]);
}
