namespace Parcoursup.Gateway.Pages;

/// <summary>A table that is filled, with the columns that are given; the others have their default.</summary>
internal sealed record Table(string Nom, params string[] Colonnes);

/// <summary>The tables in which what is generated lies.</summary>
internal static class Tables
{
    public static readonly Table Candidat = new("candidat", "etablissement", "session", "code_candidat", "donnees", "ine", "date_reponse", "ordre", "cod_opi",
        "reserves", "avertissements", "identite_le", "identite_ordre");

    public static readonly Table Voeu = new("voeu", "etablissement", "session", "code_candidat", "code_formation", "internat", "donnees", "uai", "situation",
        "date_reponse", "ordre", "vu_le", "code_decision", "decision", "retenue");

    public static readonly Table Message = new("message_entrant", "id", "recu_le", "etablissement", "uai", "canal", "compte", "type_contenu", "corps");
    public static readonly Table Ecarte = new("message_ecarte", "id", "ecarte_le", "erreur");

    public static readonly Table Evenement = new("evenement_candidat", "etablissement", "session", "code_candidat", "code_formation", "nature", "survenu_le",
        "instant_metier", "texte", "source", "message_entrant");

    public static readonly Table Resultat = new("resultat_bac", "etablissement", "session", "cle", "issue", "jour", "ordre");

    public static readonly Table Livraison = new("livraison", "id", "destination", "etablissement", "sujet", "origine", "personne", "empreinte",
        "revision_voulue", "revision_acquittee", "etat", "tentatives", "tentee", "prochaine_tentative", "message", "explication", "modifiee_le");

    public static readonly Table Echange = new("echange", "id", "livraison", "revision", "commence_le", "termine_le", "issue", "message", "requete", "reponse");

    public static readonly Table Inscription = new("inscription", "etablissement", "cle", "session", "code_candidat", "code_formation", "demande", "type",
        "origine", "premiere_annee", "payee", "annulee", "date_maj", "ordre");

    public static readonly Table Remontee = new("remontee", "id", "etablissement", "prevue_pour", "declenchee_le", "par", "nombre");
    public static readonly Table RemonteeLigne = new("remontee_ligne", "remontee", "livraison", "sujet", "resultat");
    public static readonly Table Tache = new("tache", "etablissement", "type", "sujet", "message", "creee_le");

    public static readonly Table Garde = new("garde", "id", "etablissement", "type", "jour", "etat", "nombre", "vivants", "attendu", "message", "creee_le");

    public static readonly Table Recuperation = new("recuperation", "etablissement", "uai", "cause", "etat", "demandee_le", "partie_le", "tentatives",
        "prochaine_tentative", "candidats", "de_confiance");

    public static readonly Table Passage = new("travail_passage", "travail", "etablissement", "prevu_pour", "par", "commence_le", "termine_le", "issue");

    public static readonly Table Audit = new("audit", "numero", "instant", "qui", "identifiant", "origine", "acte", "etablissement", "sujet", "issue",
        "nombre", "details", "correlation", "empreinte");

    public static readonly IReadOnlyList<Table> Toutes =
    [
        Candidat, Voeu, Message, Ecarte, Evenement, Resultat, Livraison, Echange, Inscription, Remontee, RemonteeLigne, Tache, Garde, Recuperation,
        Passage, Audit,
    ];

    /// <summary>Whose numbers were given here, and not by the database.</summary>
    public static readonly IReadOnlyList<Table> Numerotees = [Message, Livraison, Echange, Remontee, Garde];
}
