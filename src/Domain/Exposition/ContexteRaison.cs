namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>What the reasons depend on besides the line.</summary>
/// <param name="DerniereAnnee">The last year of the API's last millésime; null while none is known.</param>
public sealed record ContexteRaison(NomenclaturesExposition Nomenclatures, int? DerniereAnnee);
