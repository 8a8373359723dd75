namespace Parcoursup.Gateway.House.Tests;

/// <summary>Who owns which table, and who else writes into it.</summary>
internal static class Tables
{
    private static readonly (string Room, string[] Tables)[] Owned =
    [
        ("Engine/Ground/Storage", ["migration", "parametre"]),
        ("Engine/Ground/Audit", ["audit", "audit_envoi", "audit_tete"]),
        ("Engine/Ground/Clock", ["horloge_historique"]),
        ("Engine/Ground/Security",
            ["adresse_connue", "cle_api", "cle_donnees", "cle_maitresse", "cle_protection", "cle_role", "cle_usage"]),
        ("Engine/Utilisateurs", ["invitation", "session_utilisateur", "utilisateur"]),
        ("Engine/Configuration", ["campagne", "campagne_close", "code_en_suppression", "configuration_historique", "etablissement", "etablissement_uai"]),
        ("Engine/State/Taches", ["tache"]),
        ("Engine/State/Evenements", ["evenement_candidat"]),
        ("Engine/State/Recuperations", ["recuperation"]),
        ("Engine/State/Candidats", ["candidat", "personne_effacee", "voeu"]),
        ("Engine/State/Bac", ["resultat_bac"]),
        ("Engine/State/Gardes", ["garde", "defavorable_du_jour"]),
        ("Engine/Reconciliation", ["livraison", "echange", "relance_paliers", "relance_paliers_envoi"]),
        ("Engine/Intake", ["message_entrant", "message_a_appliquer", "message_ecarte", "corps_volumineux", "corps_morceau", "chargement",
            "chargement_en_cours"]),
        ("Engine/Schedule", ["travail_execute", "travail_passage", "travail_pause"]),
        ("Engine/Inscriptions", ["inscription", "inscription_acquittee", "inscription_reprise", "remontee", "remontee_ligne"]),
        ("Engine/Connecteur", ["test_connecteur", "test_en_cours"]),
        ("Engine/Suivi", ["releve", "releve_heure"]),
        ("Engine/Courriel", ["courriel_destinataire", "courriel_envoi"]),
        ("Engine/Conservation", ["campagne_compteur", "conservation_effacement", "conservation_passage"]),
        ("Adapters/Parcoursup/Recuperations", ["battement", "effectif_reference"]),
        ("Adapters/Parcoursup/Importations", ["importation", "importation_anomalie"]),
        ("Adapters/Apogee/Opi", ["opi_recue"]),
        ("Adapters/Apogee/Etudiants", ["recherche_etudiant"]),
        ("Adapters/Apogee/LaissezPasser", ["laissez_passer"]),
        ("Adapters/Apogee/Voies/Fichiers", ["fichier_generation", "fichier_lot", "fichier_lot_opi", "fichier_partie"]),
        ("Adapters/Apogee/Voies/Service", ["opi_remise"]),
        ("Adapters/Fregata/Dossiers", ["fregata_dossier"]),
        ("Adapters/Fregata/Imports", ["fregata_import", "fregata_import_ligne"]),
        ("Adapters/Fregata/Validations", ["fregata_validation", "fregata_validation_ligne"]),
        ("Adapters/Scolarix/Population", ["scolarix_declaration", "scolarix_population"]),
        ("Adapters/Scolarix/Instantanes", ["scolarix_index", "scolarix_instantane", "scolarix_mouvement", "scolarix_partie"]),
        ("Adapters/Exposition/Appariement", ["exposition_execution", "exposition_resultat"]),
        ("Adapters/Exposition/Diffusion", ["exposition_reutilisateur", "exposition_quota"]),
        ("Adapters/Exposition/Client", ["exposition_debit", "exposition_fiche", "exposition_page", "exposition_reponse"]),
        ("Adapters/Scolarix/Retours", ["scolarix_retour", "scolarix_retour_refus"]),
        // One row per formation: what a night, an import, a person and Parcoursup say of it.
        ("Adapters/Catalogue", ["catalogue_formation", "catalogue_historique"]),
        ("Adapters/Catalogue/Etat", ["catalogue_jour", "catalogue_campagne"]),
        ("Adapters/Catalogue/Regles", ["catalogue_regle", "catalogue_regle_academie", "catalogue_regle_version"]),
        ("Adapters/Catalogue/Imports", ["catalogue_import", "catalogue_import_ligne", "catalogue_mef"]),
        ("Adapters/Catalogue/Nuits", ["catalogue_nuit", "catalogue_changement"]),
        ("Adapters/Catalogue/Publications", ["catalogue_action"]),
        ("Adapters/Catalogue/Envois", ["catalogue_envoi"]),
    ];

    /// <summary>Table → the room that writes it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Owners =
        Owned.SelectMany(o => o.Tables.Select(table => (table, o.Room))).ToDictionary(o => o.table, o => o.Room);

    /// <summary>Written by another room than its owner. This list may only shrink.</summary>
    public static readonly (string Table, string File)[] Exceptions =
    [
        ("candidat", "Adapters/Apogee/Opi/OpiRenderer.cs"),
        ("candidat", "Adapters/Apogee/Opi/OpiNumber.cs"),
        ("corps_volumineux", "Adapters/Parcoursup/Importations/ImportationBook.cs"),
        ("echange", "Adapters/Apogee/Voies/Fichiers/LotContents.cs"),
        ("garde", "Adapters/Scolarix/Instantanes/InstantaneBook.cs"),
        ("livraison", "Adapters/Apogee/LaissezPasser/ApogeeLaissezPasserDestination.cs"),
        ("livraison", "Adapters/Apogee/Opi/OpiRenderer.cs"),
        ("livraison", "Adapters/Apogee/Opi/PostgresReceivedOpiSql.cs"),
        ("livraison", "Adapters/Apogee/Opi/SqliteReceivedOpiSql.cs"),
        ("livraison", "Adapters/Apogee/Verification/OpiVerification.cs"),
        ("livraison", "Adapters/Apogee/Voies/Fichiers/AutresVoies.cs"),
        ("livraison", "Adapters/Apogee/Voies/Fichiers/LotBook.cs"),
        ("livraison", "Adapters/Apogee/Voies/Fichiers/LotClosing.cs"),
        ("livraison", "Adapters/Apogee/Voies/Fichiers/LotContents.cs"),
        ("livraison", "Adapters/Parcoursup/Remontee/ParcoursupIaDestination.cs"),
        ("livraison", "Engine/Inscriptions/RemonteeBook.cs"),
        ("parametre", "Engine/Configuration/ConfigurationService.cs"),
        ("parametre", "Engine/Ground/Clock/StoredBusinessClock.cs"),
        ("recuperation", "Adapters/Parcoursup/Recuperations/DisappearanceEffect.cs"),
        ("recuperation", "Adapters/Parcoursup/Recuperations/RecuperationApplier.cs"),
        ("recuperation", "Adapters/Parcoursup/Recuperations/RecuperationQueue.cs"),
    ];
}
