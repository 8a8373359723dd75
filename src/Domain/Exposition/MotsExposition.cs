namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>The words of the matching as columns, reports and people use them.</summary>
public static class MotsExposition
{
    public static string Mot(this SourceCode source) => source switch
    {
        SourceCode.Encodage => "ENCODAGE",
        SourceCode.Cfd => "CODECFD",
        SourceCode.Mef => "CODEMEF",
        SourceCode.Sise => "CODESISE",
        SourceCode.Rncp => "LISTE_RNCP",
        SourceCode.Ideo => "LISTE_IDEO",
        _ => "ID_RCO",
    };

    public static string Mot(this ValiditeCode validite) => validite switch
    {
        ValiditeCode.Valide => "Valide",
        ValiditeCode.Plusieurs => "Non valide - Plusieurs codes certification associés",
        _ => "Non valide - Code inconnu",
    };

    public static string Mot(this Anciennete anciennete) => anciennete switch
    {
        Anciennete.Self => "self",
        Anciennete.Ancien => "ancien",
        _ => "nouveau",
    };

    public static string Mot(this Methode methode) => methode switch
    {
        Methode.Encodage => "encodage",
        Methode.Normal => "normal",
        Methode.Rncp => "rncp",
        Methode.Ideo => "ideo",
        Methode.Rco => "rco",
        Methode.NormalInverse => "normal inverse",
        Methode.RncpInverse => "rncp inverse",
        Methode.IdeoInverse => "ideo inverse",
        _ => "rco inverse",
    };

    public static string Mot(this Couverture couverture) => couverture switch
    {
        Couverture.Couvert => "Couvert",
        Couverture.SousLeSeuil => "Sous le seuil",
        _ => "Non couvert",
    };

    public static string Mot(this RaisonNonCouvert raison) => raison switch
    {
        RaisonNonCouvert.SousLeSeuil => "Sous le seuil de 20 élèves",
        RaisonNonCouvert.NouvelleFormation => "Nouvelle formation",
        RaisonNonCouvert.CodeInconnu => "Code certification inconnu",
        RaisonNonCouvert.UaiInconnu => "UAI inconnu",
        RaisonNonCouvert.TerritoireMalCouvert => "Territoire mal couvert",
        RaisonNonCouvert.PlusieursCertifications => "Plusieurs certifications associées",
        RaisonNonCouvert.PlusieursAnneesTerminales => "Plusieurs formations en année terminale",
        RaisonNonCouvert.PremiereAnneeCommune => "Première année commune",
        _ => "Sans raison évidente",
    };

    /// <summary>Who can do something about a line that is not covered.</summary>
    public static string Acteur(this RaisonNonCouvert raison) => raison switch
    {
        RaisonNonCouvert.CodeInconnu or RaisonNonCouvert.UaiInconnu or RaisonNonCouvert.PlusieursCertifications
            or RaisonNonCouvert.PlusieursAnneesTerminales => "propriétaire du catalogue",
        RaisonNonCouvert.TerritoireMalCouvert or RaisonNonCouvert.SansRaison => "services statistiques",
        _ => "personne",
    };
}
