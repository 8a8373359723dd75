using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>
/// The table de travail (seed 001 §II.A): enrolments as states (rule F1), and the feedback that they ask for (F3).
/// </summary>
public sealed class InscriptionBook(LivraisonBook deliveries, InscriptionNames names, RemonteeDestination feedback)
{
    private const string ByFormation =
        "etablissement = @etablissement AND session = @annee AND code_candidat = @dossier AND code_formation = @formation";

    private const string Record =
        """
        INSERT INTO inscription (etablissement, cle, session, code_candidat, code_formation, demande, type, origine,
            premiere_annee, payee, annulee, date_maj, ordre, message)
        VALUES (@etablissement, @cle, @annee, @dossier, @formation, @demande, @type, @origine,
            @premiere, @payee, @annulee, @date, @ordre, @message)
        ON CONFLICT (etablissement, cle) DO UPDATE SET
            code_candidat = excluded.code_candidat, code_formation = excluded.code_formation, demande = excluded.demande,
            origine = excluded.origine, premiere_annee = excluded.premiere_annee, payee = excluded.payee, annulee = excluded.annulee,
            date_maj = excluded.date_maj, ordre = excluded.ordre, message = excluded.message
        WHERE (excluded.date_maj > inscription.date_maj
               OR (excluded.date_maj = inscription.date_maj AND excluded.ordre >= inscription.ordre))
          AND (excluded.demande <> inscription.demande OR excluded.code_formation IS DISTINCT FROM inscription.code_formation
               OR excluded.code_candidat IS DISTINCT FROM inscription.code_candidat
               OR excluded.message IS DISTINCT FROM inscription.message)
        """;

    public static string SubjectOf(CandidatKey key, int formation) => new Sujet(key, formation).ToString();

    /// <summary>The candidate and formation of such a subject.</summary>
    public static (CandidatKey Candidat, int Formation) KeyOf(string sujet) => Sujet.Read(sujet) is { Formation: { } formation } read
        ? (read.Candidat, formation) : throw new FormatException($"« {sujet} » names no candidate and formation.");

    public async Task<IReadOnlyList<InscriptionAdministrative>> OfAsync(
        WriteSession session, string etablissement, CandidatKey key, int formation, CancellationToken ct)
    {
        var rows = await session.QueryAsync<InscriptionRow>(
            $"SELECT * FROM inscription WHERE {ByFormation}", Parameters(etablissement, key, formation), ct);
        return [.. rows.Select(r => r.Inscription)];
    }

    /// <summary>Whether an enrolment holds that a person would have to cancel by hand.</summary>
    public async Task<bool> HasValidAsync(
        WriteSession session, string etablissement, CandidatKey key, int formation, CancellationToken ct) =>
        await session.ScalarAsync<long>(
            $"SELECT COUNT(*) FROM inscription WHERE {ByFormation} AND payee AND NOT annulee AND NOT (origine IN @own)",
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat, formation, own = names.CancelledByThemselves }, ct) > 0;

    /// <summary>Takes a state; an older one than what is known changes nothing (rule F1), and the same again neither.</summary>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> RecordAsync(
        WriteSession session, string etablissement, string cle, InscriptionRecue ia, CandidatKey? key, int? formation, long ordre,
        string? message, CancellationToken ct) =>
        await session.ExecuteAsync(
            Record,
            new
            {
                etablissement, cle, annee = ia.Session, dossier = key?.CodeCandidat ?? ia.CodeCandidat, formation,
                demande = await session.SealAsync(etablissement, JsonText.Of(ia), ct, UsageTexte.Compare),
                type = ia.Type.ToString(), origine = ia.Origine.ToString(), premiere = ia.PremiereAnnee, payee = ia.Payee,
                annulee = ia.Annulee, date = ia.DateMaj!.Value, ordre,
                message = await session.SealAsync(etablissement, message, ct, UsageTexte.Compare),
            }, ct) > 0;

    public Task<InscriptionRow?> FindAsync(WriteSession session, string etablissement, string cle, CancellationToken ct) =>
        session.FirstOrDefaultAsync<InscriptionRow>(
            "SELECT * FROM inscription WHERE etablissement = @etablissement AND cle = @cle", new { etablissement, cle }, ct);

    /// <summary>All that wait for word of a student number.</summary>
    public static Task<IReadOnlyList<InscriptionRow>> UnresolvedOfStudentsAsync(
        Database database, string etablissement, CancellationToken ct) =>
        database.QueryAsync<InscriptionRow>(
            "SELECT * FROM inscription WHERE etablissement = @etablissement AND code_formation IS NULL AND cle LIKE @cle ORDER BY ordre",
            new { etablissement, cle = ClesInscription.PatternOfStudents }, ct);

    public Task ForgetAsync(WriteSession session, string etablissement, string cle, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM inscription WHERE etablissement = @etablissement AND cle = @cle", new { etablissement, cle }, ct);

    /// <summary>The same row under another key, unless there is one of that already.</summary>
    public async Task<bool> RenameAsync(WriteSession session, string etablissement, string former, string cle, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            UPDATE inscription SET cle = @cle
            WHERE etablissement = @etablissement AND cle = @former
              AND NOT EXISTS (SELECT 1 FROM inscription n WHERE n.etablissement = @etablissement AND n.cle = @cle)
            """,
            new { etablissement, former, cle }, ct) > 0;

    /// <summary>Wants, or no longer wants, the feedback of a candidate and formation.</summary>
    /// <returns>What was reported is not paid any more, which a person has to see to (rule F3).</returns>
    public async Task<bool> UpdateFeedbackAsync(
        WriteSession session, EtablissementModel etablissement, CandidatKey key, int formation, CancellationToken ct)
    {
        var subject = SubjectOf(key, formation);
        var delivery = await deliveries.FindAsync(session, feedback.Name, etablissement.Code, subject, ct);
        var (attempted, reported) = (delivery?.Tentee == true, ReportedBy(delivery));
        var inscriptions = await OfAsync(session, etablissement.Code, key, formation, ct);
        if (RemonteeRule.DesiredState(inscriptions, attempted, reported) is not { } state)
        {
            await deliveries.ForgetAsync(session, feedback.Name, etablissement.Code, subject, ct);
            return RemonteeRule.AwaitsPerson(inscriptions, attempted, reported);
        }

        var atOnce = etablissement.Document.Planification.RemonteeApiRest == CadenceRemontee.Immediate
            && inscriptions.Any(i => i.Origine == OrigineInscription.ApiRest);
        await deliveries.WantAsync(session, new WantedLivraison
        {
            Destination = feedback.Name, Etablissement = etablissement.Code, Sujet = subject, Origine = WantedLivraison.FromInscription,
            Empreinte = state.ToString(CultureInfo.InvariantCulture),
            Trace = Traces.Contexte,
            Etat = atOnce ? EtatLivraison.AEnvoyer : EtatLivraison.AttenteRemontee,
        }, ct);
        return false;
    }

    /// <summary>The state that the source has acknowledged last; null when none.</summary>
    public static int? ReportedBy(LivraisonRow? delivery) =>
        int.TryParse(delivery?.Acquitte, NumberStyles.None, CultureInfo.InvariantCulture, out var state) ? state : null;

    private static object Parameters(string etablissement, CandidatKey key, int formation) =>
        new { etablissement, annee = key.Session, dossier = key.CodeCandidat, formation };
}
