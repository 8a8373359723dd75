namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>How the sender of an enrolment calls its fields, so that what he reads names something that he knows.</summary>
public sealed record ChampsInscription(string CodeCandidat, string Ine, string CodeFormation, string Date)
{
    /// <summary>As the REST interface calls them.</summary>
    public static readonly ChampsInscription Rest = new("codeCandidat", "ine", "codeFormationPsup", "dateMaj");

    /// <summary>
    /// Where a line is corrected whose number and INE are two people's, in French. Only of a sender who has both from our own file:
    /// nothing tells there which of them is right. Others may have mended the INE, and the number counts (rule A5).
    /// </summary>
    public string? LieuDeCorrection { get; init; }
}
