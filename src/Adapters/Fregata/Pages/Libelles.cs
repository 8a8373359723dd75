using Parcoursup.Gateway.Adapters.Fregata.Protocol;

namespace Parcoursup.Gateway.Adapters.Fregata.Pages;

/// <summary>States as persons read them, and the tint that goes with them.</summary>
internal static class Libelles
{
    public static string De(EtatImport etat) => etat switch
    {
        EtatImport.EnCours => "en cours", EtatImport.Succes => "réussi", EtatImport.Echec => "échoué", _ => "annulé",
    };

    public static string Teinte(EtatImport etat) => etat switch
    {
        EtatImport.EnCours => "attend", EtatImport.Succes => "bien", EtatImport.Echec => "mal", _ => "neutre",
    };

    public static string De(EtatDossier etat) => etat switch
    {
        EtatDossier.Recu => "reçu",
        EtatDossier.ATraiter => "à traiter",
        EtatDossier.Traite => "traité",
        EtatDossier.Valide => "validé",
        EtatDossier.Desiste => "désisté",
        _ => "annulé",
    };

    public static string Teinte(EtatDossier etat) => etat switch
    {
        EtatDossier.Valide => "bien", EtatDossier.Recu or EtatDossier.ATraiter or EtatDossier.Traite => "attend", _ => "neutre",
    };

    /// <summary>What comes next for a dossier, and where.</summary>
    public static string Suite(Dossier dossier) => dossier switch
    {
        { Desistement: { } why, Etat: EtatDossier.Traite or EtatDossier.Valide } =>
            $"Le candidat n'est plus admis ({why.TrimEnd('.')}) : annuler l'inscription dans Fregata, ou faire corriger sa situation dans "
            + "Parcoursup.",
        { Desistement: { } why } => why,
        { Etat: EtatDossier.Recu or EtatDossier.ATraiter } => "À traiter dans Fregata.",
        { Etat: EtatDossier.Traite, Apprenant.Ine: null } => "À immatriculer (INE), puis à valider dans Fregata à partir de la rentrée.",
        { Etat: EtatDossier.Traite } => "À valider dans Fregata à partir du premier jour de la rentrée.",
        { Etat: EtatDossier.Annule } => "Son import a été annulé : importer de nouveau les candidats.",
        _ => "",
    };

    public static string De(ResultatValidation resultat) => resultat switch
    {
        ResultatValidation.Informe => "Parcoursup informé",
        ResultatValidation.SeraReessaye => "sera réessayé",
        ResultatValidation.Refuse => "refusé",
        ResultatValidation.EnCours => "en cours",
        _ => "rien à dire",
    };

    public static string Teinte(ResultatValidation resultat) => resultat switch
    {
        ResultatValidation.Informe => "bien",
        ResultatValidation.Refuse => "mal",
        ResultatValidation.SeraReessaye or ResultatValidation.EnCours => "attend",
        _ => "neutre",
    };
}
