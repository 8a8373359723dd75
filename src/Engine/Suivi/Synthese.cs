using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>The counts of an établissement at one moment (docs/reference/api.md).</summary>
internal sealed record SyntheseAnswer(
    long Candidats, long Voeux, DecisionCounts Decisions, OpiCounts Opi, InscriptionCounts Inscriptions, LaissezPasserCounts LaissezPasser,
    long Reserves, long Taches, long Gardes, long JournalAAppliquer, bool AuRepos)
{
    /// <summary>Where the établissement's system is Scolarix.</summary>
    public ScolarixCounts? Scolarix { get; init; }
}

/// <summary>Who stands in Scolarix's file as it would be written now, who does not, and of whom nobody knows whether he has the baccalauréat.</summary>
internal sealed record ScolarixCounts(long Presents, long Absents, long ADecider, long Ecartes);

internal sealed record DecisionCounts(long F, long S, long D, long Retenues, long Sans);

/// <summary>Accepted VETs by decision, and deliveries that are not settled; <c>AttenteConfirmation</c>: in a flat file, to be confirmed (rule E4).</summary>
internal sealed record OpiCounts(
    long AccepteesF, long AccepteesS, long AccepteesD, long EnAttente, long EnAttenteConnecteur, long RefusMetier, long EchecTechnique, long AttenteConfirmation,
    VerificationCounts Verification);

/// <summary>Deliveries that Apogée has accepted, by what is known of their effect (rule E3).</summary>
internal sealed record VerificationCounts(long Acceptees, long Verifiees, long Partielles, long NonVerifiees);

internal sealed record InscriptionCounts(long Acquittees, long Refusees, long ARemonter, long EnAttente);

internal sealed record LaissezPasserCounts(long Acquittes, long Refuses, long EnAttente);

/// <summary>Counts an établissement's state, and tells whether anything still moves by itself.</summary>
internal sealed class Synthese(Database database, ConnectorGate gate, ScheduledWork work, IBusinessClock clock)
{
    public async Task<SyntheseAnswer> OfAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        var code = etablissement.Code;
        var open = await gate.IsOpenAsync(database, etablissement, ct);
        var row = (await database.FirstOrDefaultAsync<CountRow>(Counts, new { code, today = clock.Today }, ct))!;
        var waiting = open ? 0 : row.OpiParcoursup;
        // What a job fetches, or what leaves by files, waits for somebody else and does not move by itself.
        var leaving = etablissement.Document.Opi.Voie switch
        {
            VoieOpi.Service => 0,
            VoieOpi.Fichiers => row.Generations + row.OpiEnCours,
            _ => row.OpiEnAttente - waiting + row.OpiEnCours,
        };
        var moving = row.Journal + row.AEvaluer + row.Recuperations + row.Importations + leaving + row.IaEnAttente + row.LpaEnAttente + row.Recherches + row.Instantanes;
        return new SyntheseAnswer(
            row.Candidats, row.Voeux, new(row.F, row.S, row.D, row.Retenues, row.Voeux - row.F - row.S - row.D - row.Retenues),
            new(row.AccF, row.AccS, row.AccD, row.OpiEnAttente - waiting + row.OpiEnCours, waiting, row.OpiRefus, row.OpiEchec, row.OpiAConfirmer,
                new(row.Verifiees + row.Partielles + row.NonVerifiees, row.Verifiees, row.Partielles, row.NonVerifiees)),
            new(row.IaAcquittees, row.IaRefusees, row.IaARemonter, row.IaEnAttente),
            new(row.LpaAcquittes, row.LpaRefuses, row.LpaEnAttente),
            row.Reserves, row.Taches, row.Gardes, row.Journal, moving == 0 && !await work.HasDueAsync(etablissement, ct))
        {
            Scolarix = etablissement.Document.Sis == Sis.Scolarix ? new(row.Presents, row.Absents, row.ADecider, row.Ecartes) : null,
        };
    }

    // One statement, so that the counts are of one moment: "at rest" must never be read between two of them.
    private const string Counts =
        """
        WITH v AS (
            SELECT COUNT(*) AS voeux,
                   COUNT(CASE WHEN code_decision = 'F' THEN 1 END) AS f, COUNT(CASE WHEN code_decision = 'S' THEN 1 END) AS s,
                   COUNT(CASE WHEN code_decision = 'D' THEN 1 END) AS d,
                   COUNT(CASE WHEN code_decision IS NULL AND decision LIKE '%"reserve"%' THEN 1 END) AS retenues
            FROM voeu WHERE etablissement = @code),
        c AS (
            SELECT COUNT(*) AS candidats, COUNT(CASE WHEN a_evaluer OR prochaine_evaluation <= @today THEN 1 END) AS a_evaluer,
                   COUNT(CASE WHEN reserves <> '[]' THEN 1 END) AS reserves
            FROM candidat WHERE etablissement = @code),
        l AS (
            SELECT SUM(CASE WHEN opi THEN LENGTH(acquitte) - LENGTH(REPLACE(acquitte, 'F', '')) END) AS acc_f,
                   SUM(CASE WHEN opi THEN LENGTH(acquitte) - LENGTH(REPLACE(acquitte, 'S', '')) END) AS acc_s,
                   SUM(CASE WHEN opi THEN LENGTH(acquitte) - LENGTH(REPLACE(acquitte, 'D', '')) END) AS acc_d,
                   COUNT(CASE WHEN opi AND etat = 'AEnvoyer' THEN 1 END) AS opi_en_attente,
                   COUNT(CASE WHEN opi AND etat = 'AEnvoyer' AND origine = 'Parcoursup' THEN 1 END) AS opi_parcoursup,
                   COUNT(CASE WHEN opi AND etat = 'EnCours' THEN 1 END) AS opi_en_cours,
                   COUNT(CASE WHEN opi AND etat = 'RefusMetier' THEN 1 END) AS opi_refus,
                   COUNT(CASE WHEN opi AND etat = 'AEnvoyer' AND tentatives > 0 THEN 1 END) AS opi_echec,
                   COUNT(CASE WHEN opi AND etat = 'AttenteConfirmation' THEN 1 END) AS opi_a_confirmer,
                   COUNT(CASE WHEN verification = 'Verifiee' THEN 1 END) AS verifiees,
                   COUNT(CASE WHEN verification = 'Partielle' THEN 1 END) AS partielles,
                   COUNT(CASE WHEN verification = 'NonVerifiee' THEN 1 END) AS non_verifiees,
                   COUNT(CASE WHEN ia AND etat = 'AJour' THEN 1 END) AS ia_acquittees,
                   COUNT(CASE WHEN ia AND etat = 'RefusMetier' THEN 1 END) AS ia_refusees,
                   COUNT(CASE WHEN ia AND etat = 'AttenteRemontee' THEN 1 END) AS ia_a_remonter,
                   COUNT(CASE WHEN ia AND etat IN ('AEnvoyer', 'EnCours') THEN 1 END) AS ia_en_attente,
                   COUNT(CASE WHEN lpa AND etat = 'AJour' THEN 1 END) AS lpa_acquittes,
                   COUNT(CASE WHEN lpa AND etat = 'RefusMetier' THEN 1 END) AS lpa_refuses,
                   COUNT(CASE WHEN lpa AND etat IN ('AEnvoyer', 'EnCours') THEN 1 END) AS lpa_en_attente
            FROM (SELECT *, destination = 'apogee-opi' AS opi, destination = 'parcoursup-ia' AS ia, destination = 'apogee-laissez-passer' AS lpa FROM livraison WHERE etablissement = @code) AS toutes)
        SELECT v.*, c.*, l.*,
               (SELECT COUNT(*) FROM tache WHERE etablissement = @code AND terminee_le IS NULL) AS taches,
               (SELECT COUNT(*) FROM garde WHERE etablissement = @code AND etat = 'EnAttente') AS gardes,
               (SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement = @code) AS journal,
               (SELECT COUNT(*) FROM recuperation WHERE etablissement = @code AND etat IN ('Demandee', 'Recue')) AS recuperations,
               (SELECT COUNT(*) FROM importation WHERE etablissement = @code AND (etat = 'Analyse' OR etat = 'Application')) AS importations,
               (SELECT COUNT(*) FROM recherche_etudiant WHERE etablissement = @code AND etat = 'Demandee') AS recherches,
               (SELECT COUNT(*) FROM fichier_generation WHERE etablissement = @code AND etat IN ('Demandee', 'EnCours')) AS generations,
               (SELECT COUNT(*) FROM scolarix_instantane WHERE etablissement = @code AND etat IN ('Demande', 'EnCours', 'APublier')) AS instantanes,
               (SELECT COUNT(*) FROM scolarix_population WHERE etablissement = @code AND presence = 'Presente') AS presents,
               (SELECT COUNT(*) FROM scolarix_population WHERE etablissement = @code AND presence IN ('Absente', 'CommeAvant')) AS absents,
               (SELECT COUNT(*) FROM scolarix_population WHERE etablissement = @code AND presence = 'ADecider') AS a_decider,
               (SELECT COUNT(*) FROM scolarix_population WHERE etablissement = @code AND presence = 'Ecartee') AS ecartes
        FROM v, c, l
        """;

    private sealed class CountRow
    {
        public long Voeux { get; init; }
        public long F { get; init; }
        public long S { get; init; }
        public long D { get; init; }
        public long Retenues { get; init; }
        public long Candidats { get; init; }
        public long AEvaluer { get; init; }
        public long Reserves { get; init; }
        public long AccF { get; init; }
        public long AccS { get; init; }
        public long AccD { get; init; }
        public long OpiEnAttente { get; init; }
        public long OpiParcoursup { get; init; }
        public long OpiEnCours { get; init; }
        public long OpiRefus { get; init; }
        public long OpiEchec { get; init; }
        public long Verifiees { get; init; }
        public long Partielles { get; init; }
        public long NonVerifiees { get; init; }
        public long OpiAConfirmer { get; init; }
        public long IaAcquittees { get; init; }
        public long IaRefusees { get; init; }
        public long IaARemonter { get; init; }
        public long IaEnAttente { get; init; }
        public long LpaAcquittes { get; init; }
        public long LpaRefuses { get; init; }
        public long LpaEnAttente { get; init; }
        public long Taches { get; init; }
        public long Gardes { get; init; }
        public long Journal { get; init; }
        public long Recuperations { get; init; }
        public long Importations { get; init; }
        public long Recherches { get; init; }
        public long Generations { get; init; }
        public long Instantanes { get; init; }
        public long Presents { get; init; }
        public long Absents { get; init; }
        public long ADecider { get; init; }
        public long Ecartes { get; init; }
    }
}
