using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Storage;
using static Parcoursup.Gateway.Engine.Reconciliation.EtatLivraison;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The deliveries: what is wanted of them (design: wanted and acknowledged revision).</summary>
public sealed class LivraisonBook(TimeProvider time)
{
    /// <summary>
    /// Ends every INSERT of a wanted delivery: a new content is a new revision, due at once unless the subject is being
    /// retried or sent just now; what failed because of its content is not held back by that any more. The same content
    /// changes nothing.
    /// </summary>
    public const string OnWantedAgain =
        $"""
        ON CONFLICT (destination, etablissement, sujet) DO UPDATE SET
            empreinte = excluded.empreinte, personne = COALESCE(excluded.personne, livraison.personne), origine = excluded.origine,
            revision_voulue = livraison.revision_voulue + 1,
            prochaine_tentative = CASE WHEN livraison.etat = '{nameof(AEnvoyer)}' AND livraison.cause_fois = 0
                                       THEN livraison.prochaine_tentative ELSE excluded.prochaine_tentative END,
            tentatives = CASE WHEN livraison.etat = '{nameof(EnCours)}'
                                   OR (livraison.etat = '{nameof(AEnvoyer)}' AND livraison.cause_fois = 0)
                              THEN livraison.tentatives ELSE 0 END,
            cause_fois = 0, a_regarder = FALSE,
            echoue_depuis = CASE WHEN livraison.etat IN ('{nameof(AEnvoyer)}', '{nameof(EnCours)}') THEN livraison.echoue_depuis END,
            etat = CASE WHEN livraison.etat IN ('{nameof(AEnvoyer)}', '{nameof(EnCours)}') THEN livraison.etat ELSE excluded.etat END,
            reprises = 0, trace = excluded.trace,
            modifiee_le = excluded.modifiee_le
        WHERE livraison.empreinte <> excluded.empreinte OR livraison.etat = '{nameof(SansObjet)}'
        """;

    private const string Of = "destination = @destination AND etablissement = @etablissement AND sujet = @sujet";

    /// <summary>Wants a content; the same content again changes nothing.</summary>
    public async Task WantAsync(WriteSession session, WantedLivraison wanted, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            INSERT INTO livraison (
                destination, etablissement, sujet, origine, personne, empreinte, revision_voulue, etat, prochaine_tentative, modifiee_le,
                trace)
            VALUES (@Destination, @Etablissement, @Sujet, @Origine, @Personne, @Empreinte, 1, @etat, @now, @now, @Trace)

            """ + OnWantedAgain,
            new
            {
                wanted.Destination, wanted.Etablissement, wanted.Sujet, wanted.Origine, wanted.Empreinte, wanted.Trace,
                Personne = await SealedPersonAsync(session, wanted.Etablissement, wanted.Personne, ct),
                etat = wanted.Etat.ToString(), now = time.GetUtcNow(),
            }, ct);

    /// <summary>
    /// As the column of an établissement is to hold the hash of a person: equal for the same one, and of no use to whoever tries INEs
    /// without its data key.
    /// </summary>
    public static ValueTask<string?> SealedPersonAsync(
        WriteSession session, string etablissement, string? personne, CancellationToken ct) =>
        session.SealAsync(etablissement, personne, ct, UsageTexte.Cherche);

    /// <summary>Nothing is wanted any more of a subject that was never attempted.</summary>
    public Task ForgetAsync(WriteSession session, string destination, string etablissement, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(SansObjet)}', modifiee_le = @now
            WHERE {Of} AND NOT tentee AND etat <> '{nameof(EnCours)}'
            """,
            new { destination, etablissement, sujet, now = time.GetUtcNow() }, ct);

    /// <summary>Sends at once what waits for a run, or waits for a person after a refusal: a person asks for it.</summary>
    public Task HastenAsync(WriteSession session, string destination, string etablissement, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(AEnvoyer)}', prochaine_tentative = @now, tentatives = 0, a_regarder = FALSE,
                modifiee_le = @now
            WHERE {Of} AND etat IN ('{nameof(AttenteRemontee)}', '{nameof(RefusMetier)}')
            """,
            new { destination, etablissement, sujet, now = time.GetUtcNow() }, ct);

    /// <summary>Gives up what was never acknowledged and is not on its way; true when there was something to give up.</summary>
    public async Task<bool> WithdrawAsync(
        WriteSession session, string destination, string etablissement, string sujet, string message, CancellationToken ct) =>
        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(SansObjet)}', message = @message, explication = NULL, modifiee_le = @now
            WHERE {Of} AND revision_acquittee = 0 AND etat IN ('{nameof(AEnvoyer)}', '{nameof(RefusMetier)}')
            """,
            new
            {
                destination, etablissement, sujet, message = await session.SealAsync(etablissement, message, ct), now = time.GetUtcNow(),
            }, ct) == 1;

    /// <summary>Gives up whatever waits of a destination that the établissement does not have any more.</summary>
    public async Task AbandonAllAsync(
        WriteSession session, string destination, string etablissement, string message, CancellationToken ct) =>
        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(SansObjet)}', empreinte = '', message = @message, explication = NULL, modifiee_le = @now
            WHERE destination = @destination AND etablissement = @etablissement
              AND etat IN ('{nameof(AEnvoyer)}', '{nameof(AttenteConfirmation)}', '{nameof(RefusMetier)}')
            """,
            new
            {
                destination, etablissement, message = await session.SealAsync(etablissement, message, ct), now = time.GetUtcNow(),
            }, ct);

    /// <summary>Nothing of a session that is closed leaves any more (rule J5).</summary>
    /// <param name="message">Stands in clear, in the rows of all établissements: it names nobody.</param>
    public Task CloseSessionAsync(WriteSession session, int annee, string message, CancellationToken ct) => session.ExecuteAsync(
        $"""
        UPDATE livraison SET etat = '{nameof(SansObjet)}', message = @message, explication = NULL, modifiee_le = @now
        WHERE sujet LIKE @below AND etat IN ('{nameof(AEnvoyer)}', '{nameof(AttenteConfirmation)}', '{nameof(AttenteRemontee)}')
        """,
        new { message, below = annee.ToString(CultureInfo.InvariantCulture) + "/%", now = time.GetUtcNow() }, ct);

    public Task<LivraisonRow?> FindAsync(
        WriteSession session, string destination, string etablissement, string sujet, CancellationToken ct) =>
        session.FirstOrDefaultAsync<LivraisonRow>(
            $"SELECT * FROM livraison WHERE {Of}", new { destination, etablissement, sujet }, ct);
}
