namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>
/// Where a formation of the catalogue stands on its way to Parcoursup. The numbers are stored, and never change; those of the five
/// that each night computes anew are their rank.
/// </summary>
public enum StatutCatalogue
{
    /// <summary>Known by two other names too: « non intégrable », « hors périmètre ».</summary>
    NonPubliable = 0,
    APublierHabilitation = 1,
    APublierAccesDirect = 2,
    APublierRecteur = 3,
    APublier = 4,

    /// <summary>An instructor asked for it. Its former name is « en attente de publication ».</summary>
    PretPourIntegration = 5,
    Publie = 6,

    /// <summary>An instructor does not want it.</summary>
    NonPublie = 7,
    RejetDePublication = 8,
    EchecEnvoi = 9,
    Ferme = 10,
    EnAttenteMiseAJour = 11,
}
