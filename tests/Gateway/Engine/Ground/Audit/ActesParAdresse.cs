using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Pages;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue.Pages;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Pages;
using Parcoursup.Gateway.Gateway.Tests.Pages;
using Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>Each address that changes something, with the act that it leaves in the audit, or the reason why it leaves none.</summary>
internal static class ActesParAdresse
{
    private const string E = "/api/etablissements/{etab}";
    private const string P = "/gestion/etablissements/{etab}";
    private const string F = "/fregata/v1/{uai}";

    /// <summary>Called by <see cref="ActesParAdresseTests"/>, each of them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Appelees = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PUT /api/configuration"] = "EtablissementConfigure",
        ["PUT /api/campagnes/{session:int}"] = "CampagneConfiguree",
        ["PUT " + E] = "EtablissementConfigure",
        [$"PUT {E}/formations"] = "EtablissementConfigure",
        [$"PUT {E}/nomenclatures"] = "EtablissementConfigure",
        ["DELETE " + E] = "EtablissementSupprime",
        ["PUT /api/horloge"] = "HorlogeReglee",
        ["POST /api/cles"] = "CleCreee",
        ["DELETE /api/cles/{id}"] = "CleRevoquee",
        [$"POST {E}/cles"] = "CleCreee",
        [$"DELETE {E}/cles/{{id}}"] = "CleRevoquee",
        ["POST /api/campagnes/{session:int}/clore"] = "CampagneClose",
        ["POST /api/campagnes/{session:int}/purger"] = "DonneesEffacees",
        ["POST /api/personnes/exporter"] = "DonneesExportees",
        ["POST /api/personnes/effacer"] = "DonneesEffacees",
        [$"POST {E}/connecteur/test"] = "ConnecteurTeste",
        [$"POST {E}/inscriptions"] = "EnvoiRecu",
        [$"POST {E}/resultats-bac"] = "EnvoiRecu",
        [$"POST {E}/remontees"] = "RemonteeLancee",
        [$"POST {E}/recuperations"] = "RecuperationDemandee",
        [$"PUT {E}/candidats/{{session:int}}/{{codeCandidat:int}}/corrections/{{champ}}"] = "ValeurCorrigee",
        [$"DELETE {E}/candidats/{{session:int}}/{{codeCandidat:int}}/corrections/{{champ}}"] = "CorrectionAnnulee",
        [$"POST {E}/importations"] = "ImportationDeposee",
        [$"POST {E}/importations/{{id:long}}/confirmer"] = "ImportationConfirmee",
        [$"POST {E}/importations/{{id:long}}/abandonner"] = "ImportationAbandonnee",
        [$"POST {E}/fichiers"] = "LotDemande",
        [$"POST {E}/fichiers/{{lot:int}}/confirmer"] = "LotConfirme",
        [$"POST {E}/fichiers/{{lot:int}}/rejeter"] = "LotRejete",
        [$"POST {E}/scolarix/instantanes"] = "InstantaneDemande",
        [$"POST {E}/scolarix/retours"] = "RetourRecu",
        [$"PUT {E}/scolarix/declarations/{{session:int}}/{{codeCandidat:int}}"] = "BacDeclare",
        ["POST /api/catalogue/campagnes"] = "CatalogueCampagneOuverte",
        ["POST /api/catalogue/mefs"] = "CatalogueMefsImportes",
        ["POST /api/catalogue/retour"] = "CatalogueRetourApplique",
        ["POST /api/catalogue/cles"] = "CleCreee",
        ["DELETE /api/catalogue/cles/{id}"] = "CleRevoquee",
        [$"POST {F}/imports"] = "FregataImport",
        [$"DELETE {F}/imports/{{id:long}}"] = "FregataImportAnnule",
        [$"POST {F}/inscriptions/traitement"] = "FregataDeclaration",
        [$"POST {F}/validations"] = "FregataDeclaration",
        [$"POST {F}/validations/annulations"] = "FregataDeclaration",
    };

    /// <summary>They need a state that another test makes: it looks at the entry.</summary>
    public static readonly IReadOnlyDictionary<string, (Type Test, string Method)> Ailleurs = new Dictionary<string, (Type, string)>(StringComparer.Ordinal)
    {
        [$"POST {E}/taches/{{id:long}}/terminer"] = (typeof(ActesTests), nameof(ActesTests.Each_act_leaves_who_from_where_what_and_on_what_and_nothing_that_is_secret_or_personal)),
        [$"POST {E}/livraisons/{{id:long}}/relancer"] = (typeof(ActesTests), nameof(ActesTests.Each_act_leaves_who_from_where_what_and_on_what_and_nothing_that_is_secret_or_personal)),
        [$"POST {E}/gardes/{{id:long}}/confirmer"] = Garde,
        [$"POST {E}/gardes/{{id:long}}/rejeter"] = Garde,
        // The same decision of the same guard.
        [$"POST {E}/scolarix/instantanes/{{numero:int}}/confirmer"] = Garde,
        [$"POST {E}/scolarix/instantanes/{{numero:int}}/rejeter"] = Garde,
        [$"POST {E}/laissez-passer"] = (typeof(Adapters.Apogee.LaissezPasser.LaissezPasserTests), nameof(Adapters.Apogee.LaissezPasser.LaissezPasserTests.The_same_one_twice_changes_nothing_and_another_comment_is_an_update)),
        [$"POST {P}/connecteur"] = Page(nameof(GestesTests.The_connector_is_tested_and_opens)),
        [$"POST {P}/correspondances/{{code:int}}"] = Page(nameof(GestesTests.A_hold_of_many_candidates_is_mended_with_one_form_that_says_before_what_it_changes)),
        [$"POST {P}/correspondances/fichier/{{id:long}}"] = Tableau(nameof(CorrespondancesFichiersTests.The_missing_ones_come_first_in_the_file_and_what_it_brings_is_told_before_it_is_done)),
        [$"POST {P}/nomenclatures/fichier/{{id:long}}"] = Tableau(nameof(CorrespondancesFichiersTests.Nomenclatures_are_completed_by_file)),
        [$"POST {P}/nomenclatures/table"] = Tableau(nameof(CorrespondancesFichiersTests.Values_without_a_code_come_first_and_are_handed_on_once_they_have_one)),
        [$"POST {P}/a-traiter/relancer"] = Page(nameof(GestesTests.A_refusal_is_solved_and_sent_again)),
        [$"POST {P}/a-traiter/paliers"] = (typeof(PaliersTests), nameof(PaliersTests.Each_step_is_ten_times_the_one_before_once_all_of_that_were_accepted)),
        [$"POST {P}/a-traiter/paliers/{{id:long}}/arreter"] = (typeof(PaliersTests), nameof(PaliersTests.It_goes_on_after_a_restart_and_stops_when_somebody_says_so)),
        [$"POST {P}/a-traiter/terminer"] = Page(nameof(GestesTests.A_task_is_ended)),
        [$"POST {P}/candidats/{{session:int}}/{{codeCandidat:int}}/relancer/{{id:long}}"] = Page(nameof(GestesTests.A_refusal_is_solved_and_sent_again)),
        [$"POST {P}/candidats/{{session:int}}/{{codeCandidat:int}}/corriger"] = Page(nameof(GestesTests.A_candidate_is_found_by_a_name_without_its_accents_and_a_value_is_corrected)),
        [$"POST {P}/candidats/{{session:int}}/{{codeCandidat:int}}/corriger/annuler"] = Page(nameof(GestesTests.A_candidate_is_found_by_a_name_without_its_accents_and_a_value_is_corrected)),
        [$"POST {P}/gardes/{{id:long}}"] = Page(nameof(GestesTests.A_guard_is_looked_through_and_confirmed)),
        [$"POST {P}/messages/{{id:long}}/rejouer"] = (typeof(JournalPagesTests), nameof(JournalPagesTests.A_message_that_was_set_aside_is_applied_again)),
        [$"POST {P}/reglages"] = Reglages, ["POST /gestion/nouvel-etablissement"] = Reglages, ["POST /gestion/campagnes/{annee:int}"] = Reglages,
        [$"POST {P}/fichiers/importations"] = Fichiers(nameof(FichiersPagesTests.An_export_is_analysed_its_anomalies_are_read_and_it_is_confirmed)),
        [$"POST {P}/fichiers/importations/{{id:long}}/confirmer"] = Fichiers(nameof(FichiersPagesTests.An_export_is_analysed_its_anomalies_are_read_and_it_is_confirmed)),
        [$"POST {P}/fichiers/importations/{{id:long}}/abandonner"] = Fichiers(nameof(FichiersPagesTests.An_export_is_dropped_and_nothing_has_changed)),
        [$"POST {P}/fichiers/resultats/{{id:long}}"] = Fichiers(nameof(FichiersPagesTests.Results_are_tried_and_recorded_when_somebody_says_so)),
        [$"POST {P}/lots-opi"] = Lots(nameof(LotsPagesTests.A_lot_is_generated_taken_away_and_confirmed)),
        [$"POST {P}/lots-opi/{{lot:int}}/confirmer"] = Lots(nameof(LotsPagesTests.A_lot_is_generated_taken_away_and_confirmed)),
        [$"POST {P}/lots-opi/{{lot:int}}/rejeter"] = Lots(nameof(LotsPagesTests.A_lot_that_was_not_imported_is_rejected_and_the_next_one_brings_its_OPI)),
        [$"POST {P}/candidats/{{session:int}}/{{codeCandidat:int}}/laissez-passer"] = (typeof(LaissezPasserPagesTests), nameof(LaissezPasserPagesTests.A_laissez_passer_is_given_on_the_sheet_of_a_candidate)),
        [$"POST {P}/scolarix/instantanes"] = Scolarix(nameof(ScolarixGestesTests.A_snapshot_that_drops_many_is_looked_through_and_confirmed)),
        [$"POST {P}/scolarix/instantanes/{{numero:int}}"] = Scolarix(nameof(ScolarixGestesTests.A_snapshot_that_drops_many_is_looked_through_and_confirmed)),
        [$"POST {P}/scolarix/population/{{session:int}}/{{codeCandidat:int}}"] = Scolarix(nameof(ScolarixGestesTests.Somebody_whose_baccalaureat_is_unknown_is_declared_and_taken_back)),
        [$"POST {P}/scolarix/retours"] = Scolarix(nameof(ScolarixGestesTests.A_file_with_a_bad_line_among_good_ones_is_tried_then_handed_in)),
        [$"POST {P}/remontees"] = Exploitation(nameof(ExploitationTests.Enrolments_are_sent_now_and_the_report_names_who_was_refused)),
        [$"POST {P}/remontees/heure"] = Exploitation(nameof(ExploitationTests.The_hour_of_the_feedback_is_changed_after_its_next_moments_were_seen)),
        [$"POST {P}/planification/{{travail}}"] = Exploitation(nameof(ExploitationTests.Planned_work_is_paused_after_its_consequence_was_read_started_by_hand_and_resumed)),
        ["POST /gestion/planification/{travail}"] = Exploitation(nameof(ExploitationTests.Planned_work_is_paused_after_its_consequence_was_read_started_by_hand_and_resumed)),
        [$"POST {P}/cles"] = Exploitation(nameof(ExploitationTests.A_key_is_made_shown_once_used_and_revoked)),
        [$"POST {P}/cles/{{id}}/revoquer"] = Exploitation(nameof(ExploitationTests.A_key_is_made_shown_once_used_and_revoked)),
        ["POST /gestion/cles"] = Exploitation(nameof(ExploitationTests.A_key_is_made_shown_once_used_and_revoked)),
        ["POST /gestion/cles/{id}/revoquer"] = Exploitation(nameof(ExploitationTests.A_key_is_made_shown_once_used_and_revoked)),
        ["POST /gestion/conservation/durees"] = Exploitation(nameof(ExploitationTests.What_is_too_old_goes_now_and_an_etablissement_with_all_that_it_held)),
        ["POST /gestion/conservation/etablissements/supprimer"] = Exploitation(nameof(ExploitationTests.What_is_too_old_goes_now_and_an_etablissement_with_all_that_it_held)),
        ["POST /gestion/conservation/campagnes/clore"] = Exploitation(nameof(ExploitationTests.A_campaign_is_closed_and_purged_only_after_its_year_was_typed)),
        ["POST /gestion/conservation/campagnes/purger"] = Exploitation(nameof(ExploitationTests.A_campaign_is_closed_and_purged_only_after_its_year_was_typed)),
        ["POST /gestion/conservation/personnes/exporter"] = Exploitation(nameof(ExploitationTests.A_person_is_counted_given_her_data_and_erased)),
        ["POST /gestion/conservation/personnes/effacer"] = Exploitation(nameof(ExploitationTests.A_person_is_counted_given_her_data_and_erased)),
        ["POST /gestion/parametres/destinataires"] = Exploitation(nameof(ExploitationTests.Somebody_is_told_by_mail_what_waits_until_he_is_taken_off_the_list)),
        ["POST /gestion/parametres/destinataires/retirer"] = Exploitation(nameof(ExploitationTests.Somebody_is_told_by_mail_what_waits_until_he_is_taken_off_the_list)),
        ["POST /gestion/parametres/essai"] = Exploitation(nameof(ExploitationTests.Somebody_is_told_by_mail_what_waits_until_he_is_taken_off_the_list)),
        ["POST /gestion/connexion"] = Compte, ["POST /gestion/connexion/code"] = Compte, ["POST /gestion/deconnexion"] = Compte,
        ["POST /gestion/invitation/{jeton}"] = Compte, ["POST /gestion/compte/mot-de-passe"] = Compte,
        ["POST /gestion/compte/second-facteur"] = Compte, ["POST /gestion/compte/second-facteur/retirer"] = Compte,
        ["POST /gestion/compte/sessions/fermer"] = Compte, ["POST /gestion/utilisateurs/inviter"] = Compte, ["POST /gestion/utilisateurs/{id}"] = Compte,
        ["POST /gestion/catalogue/formations/{cle}"] = CataloguePages(nameof(CatalogueGestesTests.An_instructor_publishes_a_formation_and_gives_his_reason_for_another)),
        ["POST /gestion/catalogue/regles/nouvelle"] = CataloguePages(nameof(CatalogueGestesTests.A_new_rule_is_tried_and_taken_and_the_others_stay)),
        ["POST /gestion/catalogue/regles/{regle}"] = CataloguePages(nameof(CatalogueGestesTests.A_rule_is_changed_after_what_it_changes_was_seen)),
        ["POST /gestion/catalogue/regles/{regle}/academie"] = CataloguePages(nameof(CatalogueGestesTests.An_academie_decides_otherwise_after_what_it_changes_was_seen)),
        ["POST /gestion/catalogue/nuits"] = CataloguePages(nameof(CatalogueGestesTests.A_night_that_is_held_is_confirmed_after_what_it_changes_was_seen)),
        ["POST /gestion/catalogue/campagnes"] = CataloguePages(nameof(CatalogueGestesTests.A_campaign_is_opened_and_the_night_of_today_is_seen_then_applied)),
        ["POST /gestion/catalogue/restauration"] = CataloguePages(nameof(CatalogueGestesTests.The_statuses_of_a_night_are_given_back_after_they_were_seen)),
        ["POST /api/catalogue/formations/{cle}/publier"] = Catalogue,
        ["POST /api/catalogue/formations/{cle}/ne-pas-publier"] = Catalogue,
        ["PUT /api/catalogue/regles"] = Catalogue,
        ["PUT /api/catalogue/regles/{regle}/statuts/{academie}"] = Catalogue,
        ["POST /api/catalogue/imports"] = Catalogue,
        ["POST /api/catalogue/nuits"] = Catalogue,
        ["POST /api/catalogue/restaurations"] = Catalogue,
    };

    /// <summary>Nobody acts there: it changes nothing, or a machine sends a message that the journal keeps with its account and its hour.</summary>
    public static readonly IReadOnlyDictionary<string, string> SansActe = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [$"POST {P}/fichiers/resultats"] = "ne change rien : un essai, dont le fichier est effacé si personne ne l'enregistre",
        [$"POST {P}/correspondances/fichier"] = "ne change rien : un essai, dont le fichier est effacé si personne ne l'enregistre",
        [$"POST {P}/nomenclatures/fichier"] = "ne change rien : un essai, dont le fichier est effacé si personne ne l'enregistre",
        [$"POST {P}/candidats"] = "ne change rien : une recherche, dont aucun mot n'est dans l'adresse",
        ["POST /gestion/audit"] = "ne change rien : une recherche, dont aucun mot n'est dans l'adresse",
        ["POST /gestion/audit/exporter"] = "ne change rien : une consultation",
        ["POST /gestion/audit/verifier"] = "ne change rien",
        ["POST /gestion/conservation/personnes/voir"] = "ne change rien : une consultation, dont la personne n'est pas dans l'adresse",
        ["POST /api/catalogue/regles/simulation"] = "ne change rien",
        ["POST /gestion/catalogue/nuits/essai"] = "ne change rien",
        ["POST /gestion/catalogue/restauration/essai"] = "ne change rien",
        [$"POST {F}/validations/controles"] = "ne change rien",
        ["POST /parcoursup/{uai}/ApiRest/getCandidatsAdmis"] = "ne change rien : une liste est lue, par un compte",
        ["POST /parcoursup/{uai}/ApiRest/majInscriptionAdministrative"] = "machine : journal",
        ["POST /parcoursup/{uai}/admissionCandidat"] = "machine : journal",
        ["POST /parcoursup/{uai}/admissionCandidat/admissionCandidat"] = "machine : journal",
        ["POST /parcoursup/{uai}/admissionCandidatadmissionCandidat"] = "machine : journal",
    };

    private static (Type, string) Compte => (typeof(ComptesTests), nameof(ComptesTests.Whatever_is_done_to_an_account_stands_in_the_audit));

    private static (Type, string) Reglages => (typeof(ReglagesTests), nameof(ReglagesTests.From_nothing_to_an_open_connector));

    private static (Type, string) Exploitation(string test) => (typeof(ExploitationTests), test);

    private static (Type, string) Page(string test) => (typeof(GestesTests), test);

    private static (Type, string) Fichiers(string test) => (typeof(FichiersPagesTests), test);

    private static (Type, string) Tableau(string test) => (typeof(CorrespondancesFichiersTests), test);

    private static (Type, string) Lots(string test) => (typeof(LotsPagesTests), test);

    private static (Type, string) Scolarix(string test) => (typeof(ScolarixGestesTests), test);

    private static (Type, string) CataloguePages(string test) => (typeof(CatalogueGestesTests), test);

    private static (Type, string) Garde => (typeof(State.Gardes.DecisionGuardTests), nameof(State.Gardes.DecisionGuardTests.Many_failures_wait_with_the_expected_number_beside_them_and_leave_once_confirmed));

    private static (Type, string) Catalogue => (typeof(Adapters.Catalogue.CatalogueRestTests), nameof(Adapters.Catalogue.CatalogueRestTests.Each_role_does_what_is_its_own_and_nothing_else));
}
