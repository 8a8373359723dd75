using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation.Paliers;

/// <summary>A person has refused deliveries sent again step by step, stops it, and sees where it stands.</summary>
public sealed class PaliersBook(Database database, AuditBook audit, PaliersSignal signal, TimeProvider time)
{
    private const int Shown = 10;
    private static readonly TimeSpan ShownFor = TimeSpan.FromDays(2);

    internal const string EnCours = nameof(EtatRelance.EnCours);

    /// <summary>Begins; deliveries that are not refused any more, or that already leave this way, are no part of it.</summary>
    /// <returns>How many there are; 0 when there is nothing to begin.</returns>
    public async Task<int> LancerAsync(string etablissement, IEnumerable<long> livraisons, CancellationToken ct)
    {
        var who = Auteur.Courant;
        var count = await database.WriteAsync(async session =>
        {
            var id = await session.ScalarAsync<long>(
                $"""
                INSERT INTO relance_paliers (etablissement, par, identifiant, etat, palier, lancee_le)
                VALUES (@etablissement, @Nom, @Identifiant, '{EnCours}', 0, @now) RETURNING id
                """, new { etablissement, who.Nom, who.Identifiant, now = time.GetUtcNow() }, ct);
            var taken = 0;
            foreach (var livraison in livraisons.Distinct())
                taken += await session.ExecuteAsync(
                    $"""
                    INSERT INTO relance_paliers_envoi (relance, livraison, rang)
                    SELECT @id, l.id, @taken FROM livraison l
                    WHERE l.id = @livraison AND l.etablissement = @etablissement AND l.etat = '{nameof(EtatLivraison.RefusMetier)}'
                      AND NOT EXISTS (SELECT 1 FROM relance_paliers_envoi e JOIN relance_paliers r ON r.id = e.relance
                                      WHERE e.livraison = l.id AND r.etat = '{EnCours}')
                    """, new { id, livraison, etablissement, taken }, ct);
            if (taken == 0) await session.ExecuteAsync("DELETE FROM relance_paliers WHERE id = @id", new { id }, ct);
            else audit.Note(session, new(ActeAudit.PaliersLances, etablissement, Sujet(id)) { Nombre = taken });
            return taken;
        }, ct);
        signal.Wake();
        return count;
    }

    /// <returns>False when it was over already.</returns>
    public Task<bool> ArreterAsync(string etablissement, long id, CancellationToken ct) => audit.ChangeAsync(
        database, new(ActeAudit.PaliersArretes, etablissement, Sujet(id)),
        $"""
        UPDATE relance_paliers SET etat = '{nameof(EtatRelance.Arretee)}', terminee_le = @now
        WHERE id = @id AND etablissement = @etablissement AND etat = '{EnCours}'
        """, new { id, etablissement, now = time.GetUtcNow() }, ct);

    /// <summary>Those under way and those that ended lately, the newest first.</summary>
    public Task<IReadOnlyList<RelancePaliers>> ListeAsync(string etablissement, CancellationToken ct) =>
        database.QueryAsync<RelancePaliers>(
            $"""
            SELECT r.id, r.etablissement, r.par, r.identifiant, r.etat, r.palier, r.lancee_le, r.terminee_le, COUNT(*) AS envois,
                COUNT(CASE WHEN e.relancee THEN 1 END) AS relancees,
                COUNT(CASE WHEN e.issue = '{nameof(IssueRelance.Acceptee)}' THEN 1 END) AS acceptees,
                COUNT(CASE WHEN e.issue = '{nameof(IssueRelance.Refusee)}' THEN 1 END) AS refusees,
                COUNT(CASE WHEN e.issue = '{nameof(IssueRelance.Ecartee)}' THEN 1 END) AS ecartees,
                MIN(CASE WHEN e.issue = '{nameof(IssueRelance.Refusee)}' THEN e.livraison END) AS refus
            FROM relance_paliers r JOIN relance_paliers_envoi e ON e.relance = r.id
            WHERE r.etablissement = @etablissement AND (r.terminee_le IS NULL OR r.terminee_le > @since)
            GROUP BY r.id, r.etablissement, r.par, r.identifiant, r.etat, r.palier, r.lancee_le, r.terminee_le
            ORDER BY r.id DESC LIMIT @Shown
            """, new { etablissement, since = time.GetUtcNow() - ShownFor, Shown }, ct);

    internal static string Sujet(long id) => FormattableString.Invariant($"relance {id}");
}
