using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

internal enum IssueCloture
{
    Faite,
    Inconnu,
    NonConserve,

    /// <summary>The lot is in a state in which this cannot be said of it.</summary>
    Impossible,
}

/// <summary>What came of confirming or rejecting a lot, in French where it could not be done.</summary>
internal sealed record Cloture(IssueCloture Issue, string Message = "");

/// <summary>
/// Confirming and rejecting lots (rule E4): the OPI count as acknowledged when somebody says that the files were
/// imported, not when they were written.
/// </summary>
internal sealed class LotClosing(Database database, LotBook lots, AuditBook audit, IBusinessClock clock, TimeProvider time)
{
    private const string Unconfirmed = nameof(EtatLivraison.AttenteConfirmation);
    private const string Due = nameof(EtatLivraison.AEnvoyer);
    private const string UpToDate = nameof(EtatLivraison.AJour);

    /// <summary>
    /// Acknowledges exactly the revisions that stand in the lot's files, those that unconfirmed earlier lots brought
    /// included, since the files are cumulative; what has changed since stays due.
    /// </summary>
    public Task<Cloture> ConfirmAsync(string etablissement, int numero, string par, CancellationToken ct) =>
        CloseAsync(etablissement, numero, EtatLot.Confirme, par, null, ct);

    /// <summary>The files were not imported: what the lot brought is due again.</summary>
    public Task<Cloture> RejectAsync(string etablissement, int numero, string par, string motif, CancellationToken ct) =>
        CloseAsync(etablissement, numero, EtatLot.Rejete, par, motif, ct);

    private async Task<Cloture> CloseAsync(string etablissement, int numero, EtatLot etat, string par, string? motif, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, etablissement, ct);
        var lot = await session.FirstOrDefaultAsync<LotRow>(
            "SELECT * FROM fichier_lot WHERE etablissement = @etablissement AND numero = @numero", new { etablissement, numero }, ct);
        if (lot is null) return new Cloture(IssueCloture.Inconnu, $"Aucun lot n'a le numéro {numero}.");
        if (Refusal(lot) is { } refusal) return refusal;

        await session.ExecuteAsync(
            "UPDATE fichier_lot SET etat = @etat, clos_le = @now, clos_par = @par, message = @motif WHERE id = @Id",
            new
            {
                // A person's own words: they may name somebody.
                etat = etat.ToString(), now = clock.Now, par, motif = await session.SealAsync(etablissement, motif, ct), lot.Id,
            }, ct);
        if (etat == EtatLot.Confirme)
            await AcknowledgeAsync(session, lot, par, ct);
        else
            await lots.ReleaseAsync(session, lot, ct);
        audit.Note(session, new(etat == EtatLot.Confirme ? ActeAudit.LotConfirme : ActeAudit.LotRejete, etablissement,
            FormattableString.Invariant($"lot {numero}"))
        {
            Details = [new("par", null, par)],
        });
        await session.CommitAsync(ct);
        return new Cloture(IssueCloture.Faite);
    }

    private static Cloture? Refusal(LotRow lot) => Enum.Parse<EtatLot>(lot.Etat) switch
    {
        EtatLot.Publie => null,
        EtatLot.Confirme => new(IssueCloture.Impossible, $"Le lot {lot.Numero} a déjà été confirmé par {lot.ClosPar}, le {On(lot)}."),
        EtatLot.Rejete => new(IssueCloture.Impossible,
            $"Le lot {lot.Numero} a été rejeté par {lot.ClosPar}, le {On(lot)} : générer un nouveau lot."),
        EtatLot.Depasse => new(IssueCloture.Impossible,
            $"Le lot {lot.Numero} est dépassé : un lot plus récent, qui contient tout ce qu'il contient, est confirmé. "
            + "S'il a été importé après celui-ci, importer de nouveau le plus récent."),
        EtatLot.Expire => new(IssueCloture.NonConserve,
            $"Le lot {lot.Numero} n'est plus conservé : importer et confirmer le lot le plus récent, "
            + "qui contient tout ce qu'il contenait."),
        _ => new(IssueCloture.Impossible, $"Le lot {lot.Numero} n'a pas été publié."),
    };

    private static string On(LotRow lot) =>
        lot.ClosLe is { } instant ? Paris.At(instant).ToString("dd/MM/yyyy 'à' HH:mm", CultureInfo.InvariantCulture) : "";

    private async Task AcknowledgeAsync(WriteSession session, LotRow lot, string par, CancellationToken ct)
    {
        var since = await session.ScalarAsync<long?>(
            $"""
            SELECT MAX(id) FROM fichier_lot
            WHERE etablissement = @Etablissement AND session = @annee AND etat = '{nameof(EtatLot.Confirme)}' AND id < @Id
            """,
            new { lot.Etablissement, annee = lot.Session, lot.Id }, ct) ?? 0;
        // Of each delivery the last rendering up to this lot: that is what its files hold.
        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET
                revision_acquittee = v.revision, acquitte = v.acquitte, vets_acquittees = v.vets,
                verification = '{nameof(EtatVerification.NonVerifiee)}', tentatives = 0, explication = NULL,
                etat = CASE WHEN revision_voulue = v.revision AND etat IN ('{Unconfirmed}', '{Due}') THEN '{UpToDate}' ELSE etat END,
                message = CASE WHEN revision_voulue = v.revision THEN @message ELSE message END, modifiee_le = @now
            FROM (
                SELECT o.livraison, o.revision, o.acquitte, o.vets FROM fichier_lot_opi o
                WHERE o.etablissement = @Etablissement AND o.session = @annee AND o.lot > @since AND o.lot <= @Id
                  AND NOT EXISTS (
                      SELECT 1 FROM fichier_lot_opi n WHERE n.livraison = o.livraison AND n.lot > o.lot AND n.lot <= @Id)) AS v
            WHERE livraison.id = v.livraison AND livraison.revision_acquittee <= v.revision
            """,
            new
            {
                lot.Etablissement, annee = lot.Session, since, lot.Id, now = time.GetUtcNow(),
                message = await session.SealAsync(lot.Etablissement, $"Lot {lot.Numero} confirmé par {par}.", ct),
            }, ct);
        await session.ExecuteAsync(
            $"""
            UPDATE fichier_lot SET etat = '{nameof(EtatLot.Depasse)}'
            WHERE etablissement = @Etablissement AND session = @annee AND id < @Id AND etat = '{nameof(EtatLot.Publie)}'
            """,
            new { lot.Etablissement, annee = lot.Session, lot.Id }, ct);
    }
}
