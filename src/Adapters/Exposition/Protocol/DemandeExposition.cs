using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol;

/// <summary>One question to the API; with its way, which the code's kind tells, it is the key of the answer.</summary>
/// <param name="Lieu">The UAI, or the code of the région; null for a certification.</param>
/// <param name="Millesime"><c>YYYY</c> or <c>YYYY_YYYY</c>; null: the API's last one.</param>
public sealed record DemandeExposition(RouteExposition Route, CodeCertification Code, string? Lieu, string? Millesime)
{
    public static DemandeExposition Formation(string uai, CodeCertification code, string? millesime) =>
        new(RouteExposition.Formations, code, uai, millesime);

    public static DemandeExposition Certification(CodeCertification code, string? millesime) =>
        new(RouteExposition.Certifications, code, null, millesime);

    public static DemandeExposition Regionale(string region, CodeCertification code, string? millesime) =>
        new(RouteExposition.Regionales, code, region, millesime);
}
