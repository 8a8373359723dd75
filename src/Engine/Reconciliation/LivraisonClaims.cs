using Parcoursup.Gateway.Engine.Ground.Storage;
using static Parcoursup.Gateway.Engine.Reconciliation.EtatLivraison;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Who works on which delivery: claiming under a lease, and giving back.</summary>
public sealed class LivraisonClaims(Database database, NodeName node, TimeProvider time)
{
    private const string JobPrefix = "traitement/";

    private static readonly string[] OriginsBehindClosedGate =
        [WantedLivraison.FromElsewhere, WantedLivraison.FromInscription, WantedLivraison.FromPerson];

    private static readonly string[] Origins = [WantedLivraison.FromSource, .. OriginsBehindClosedGate];

    // A lane and a job say themselves for how long; what is given back rests a while, which is not the same everywhere.
    private readonly Lease _lease = new(
        new LeasedTable("livraison", Held: $"etat = '{nameof(EnCours)}'", Returned: $"etat = '{nameof(AEnvoyer)}'",
            Duration: TimeSpan.Zero),
        node, time);

    private int _round;

    /// <summary>The lanes (destination × établissement) that have something to send now, and whether it was attempted before.</summary>
    public Task<IReadOnlyList<(string Destination, string Etablissement, bool Reprises)>> DueLanesAsync(CancellationToken ct) =>
        database.QueryAsync<(string, string, bool)>(
            $"""
            SELECT DISTINCT destination, etablissement, tentatives > 0 FROM livraison
            WHERE etat = '{nameof(AEnvoyer)}' AND prochaine_tentative <= @now AND {Calme.Over}
            """,
            new { now = time.GetUtcNow() }, ct);

    /// <summary>
    /// Takes due deliveries of a lane. Empty while another node works on the lane, so that the destination's limit of
    /// concurrent calls holds over all nodes; never two of one person at once (rule A5).
    /// </summary>
    /// <param name="gateOpen">False leaves what the source asks for where it is (rule D2).</param>
    /// <param name="job">
    /// Null for a lane of this node. Else the job of the other side that holds the lease: it works at its own pace and
    /// outlives this process, so its lease is given back by time only.
    /// </param>
    /// <param name="part">Of what is due; what never failed comes first in any case (rule C5).</param>
    public async Task<IReadOnlyList<LivraisonRow>> ClaimAsync(
        WriteSession session, string destination, string etablissement, bool gateOpen, int most, TimeSpan lease, CancellationToken ct,
        string? job = null, PartDue part = PartDue.Toutes)
    {
        var now = time.GetUtcNow();
        var elsewhere = job is not null ? 0 : await session.ScalarAsync<long>(
            $"""
            SELECT COUNT(*) FROM livraison
            WHERE etat = '{nameof(EnCours)}' AND destination = @destination AND etablissement = @etablissement AND bail_par <> @Value
            """,
            new { destination, etablissement, node.Value }, ct);
        if (elsewhere > 0) return [];

        var ids = new List<long>();
        if (part != PartDue.Reprises) await AddDueAsync("tentatives = 0");
        if (part != PartDue.JamaisTentees) await AddDueAsync("tentatives > 0");
        if (ids.Count == 0) return [];

        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(EnCours)}', {Lease.Take}, tentatives = tentatives + 1, modifiee_le = @now WHERE id IN @ids
            """,
            _lease.Parameters(new { now, ids }, holder: job is null ? null : JobPrefix + job, duration: lease), ct);
        var claimed = await session.QueryAsync<LivraisonRow>("SELECT * FROM livraison WHERE id IN @ids ORDER BY id", new { ids }, ct);
        return await WithoutBusyAsync(session, etablissement, claimed, ct);

        // One query per origin: each reads the index in its order and stops at the limit, however long the backlog. They
        // take turns at being first, so that a long backlog of one does not starve the others.
        async Task AddDueAsync(string which)
        {
            var origins = gateOpen ? Origins : OriginsBehindClosedGate;
            var first = (uint)Interlocked.Increment(ref _round);
            for (var i = 0u; i < origins.Length && ids.Count < most; i++)
            {
                var origin = origins[(first + i) % origins.Length];
                ids.AddRange(await session.QueryAsync<long>(
                    $"""
                    SELECT id FROM livraison l
                    WHERE destination = @destination AND etablissement = @etablissement AND origine = @origin
                      AND etat = '{nameof(AEnvoyer)}' AND {which} AND prochaine_tentative <= @now AND {Calme.Over}
                      AND NOT EXISTS (
                        SELECT 1 FROM livraison o
                        WHERE o.etablissement = l.etablissement AND o.etat = '{nameof(EnCours)}' AND o.personne = l.personne)
                      AND NOT EXISTS (SELECT 1 FROM campagne_close c WHERE l.sujet LIKE CAST(c.session AS TEXT) || '/%')
                    ORDER BY prochaine_tentative LIMIT @left{database.SkipLocked}
                    """,
                    new { destination, etablissement, origin, now, left = most - ids.Count }, ct));
            }
        }
    }

    // A row from before persons were sealed has the same one in another form, which statements do not see as equal.
    private async Task<IReadOnlyList<LivraisonRow>> WithoutBusyAsync(
        WriteSession session, string etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct)
    {
        const string AtWork = $"etablissement = @etablissement AND etat = '{nameof(EnCours)}'";
        var former = await session.ScalarAsync<long>(
            $"SELECT COUNT(*) FROM livraison WHERE {AtWork} AND personne NOT LIKE '{SealedMark.Text}%'", new { etablissement }, ct);
        if (former == 0) return claimed;
        var all = await session.QueryAsync<LivraisonRow>(
            $"SELECT id, etablissement, personne FROM livraison WHERE {AtWork} AND personne IS NOT NULL", new { etablissement }, ct);
        var mine = claimed.Select(c => c.Id).ToHashSet();
        var busy = all.Where(row => !mine.Contains(row.Id)).Select(row => row.Personne).ToHashSet(StringComparer.Ordinal);
        var back = claimed.Where(row => row.Personne is not null && busy.Contains(row.Personne)).ToList();
        await ReleaseAsync(session, back.Select(row => row.Id), ct);
        return [.. claimed.Except(back)];
    }

    /// <summary>Puts back what was just claimed and will not be attempted after all.</summary>
    public Task ReleaseAsync(WriteSession session, IEnumerable<long> claimed, CancellationToken ct)
    {
        var ids = claimed.ToArray();
        return ids.Length == 0 ? Task.CompletedTask : session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(AEnvoyer)}', {Lease.Free}, tentatives = tentatives - 1 WHERE id IN @ids
            """,
            new { ids }, ct);
    }

    /// <summary>
    /// Gives back what a dead worker held: nobody knows how far it came, so the current state is sent again, after a
    /// quiet time in which a late call can still arrive (rule E2).
    /// </summary>
    /// <param name="starting">The node starts: on the only node whatever is held was held by a former life of it.</param>
    public async Task<int> RecoverLostAsync(Func<string, TimeSpan> quietTimeOf, bool starting, CancellationToken ct)
    {
        var all = starting && database.IsSingleNode;
        return await GiveBackAsync(
            $"(bail_jusqua < @now OR (@all AND bail_par NOT LIKE '{JobPrefix}%'))", new { all, now = time.GetUtcNow() }, quietTimeOf, ct);
    }

    /// <summary>
    /// Gives back what this process still holds when it stops, so that another node need not wait for the leases; calls
    /// that were cut off may still arrive, hence the same quiet time.
    /// </summary>
    public Task GiveBackAsync(Func<string, TimeSpan> quietTimeOf, CancellationToken ct) =>
        GiveBackAsync(Lease.Mine, null, quietTimeOf, ct);

    // What is lost stands in the statement that writes as well: what this process has read to be lost, another one may have given
    // back, and a third taken, by the time it writes.
    private async Task<int> GiveBackAsync(string lost, object? parameters, Func<string, TimeSpan> quietTimeOf, CancellationToken ct)
    {
        lost = $"etat = '{nameof(EnCours)}' AND {lost}";
        var count = 0;
        foreach (var code in await database.QueryAsync<string>(
            $"SELECT DISTINCT etablissement FROM livraison WHERE {lost}", _lease.Parameters(parameters), ct))
        {
            var all = _lease.Parameters(parameters);
            all.AddDynamicParams(new { code, calme = time.GetUtcNow() + quietTimeOf(code) });
            count += await database.ExecuteAsync(
                $"""
                UPDATE livraison SET etat = '{nameof(AEnvoyer)}', {Lease.Free}, prochaine_tentative = @calme, {Calme.Begin}
                WHERE etablissement = @code AND {lost}
                """,
                all, ct);
        }

        return count;
    }
}
