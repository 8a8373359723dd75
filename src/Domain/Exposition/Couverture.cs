namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>How well a line is covered, the best first.</summary>
public enum Couverture
{
    Couvert,
    SousLeSeuil,
    NonCouvert,
}

/// <summary>Why a line is not covered: the first that holds, in this order.</summary>
public enum RaisonNonCouvert
{
    SousLeSeuil,
    NouvelleFormation,
    CodeInconnu,
    UaiInconnu,
    TerritoireMalCouvert,
    PlusieursCertifications,
    PlusieursAnneesTerminales,
    PremiereAnneeCommune,
    SansRaison,
}
