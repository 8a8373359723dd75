using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The deliveries: wanting, claiming, giving back (design: wanted and acknowledged revision).</summary>
internal sealed class DeliveryBook(Database database, TimeProvider time)
{
    private static readonly string[] OriginsBehindClosedGate = [nameof(OrigineOpi.Autre), WantedDelivery.FromInscription, WantedDelivery.FromPerson];
    private static readonly string[] Origins = [nameof(OrigineOpi.Parcoursup), .. OriginsBehindClosedGate];

    /// <summary>
    /// Ends every INSERT of a wanted delivery: a new content is a new revision, due at once unless the subject is being
    /// retried or sent just now; the same content changes nothing.
    /// </summary>
    public const string OnWantedAgain =
        """
        ON CONFLICT (destination, etablissement, sujet) DO UPDATE SET
            empreinte = excluded.empreinte, personne = COALESCE(excluded.personne, livraison.personne), origine = excluded.origine,
            revision_voulue = livraison.revision_voulue + 1,
            prochaine_tentative = CASE WHEN livraison.etat = 'AEnvoyer' THEN livraison.prochaine_tentative ELSE excluded.prochaine_tentative END,
            tentatives = CASE WHEN livraison.etat IN ('AEnvoyer', 'EnCours') THEN livraison.tentatives ELSE 0 END,
            etat = CASE WHEN livraison.etat IN ('AEnvoyer', 'EnCours') THEN livraison.etat ELSE excluded.etat END,
            reprises = 0,
            modifiee_le = excluded.modifiee_le
        WHERE livraison.empreinte <> excluded.empreinte OR livraison.etat = 'SansObjet'
        """;

    private const string JobPrefix = "traitement/";

    private int _round;

    /// <summary>This process among the nodes.</summary>
    public string Node { get; } = $"{Environment.MachineName}/{Guid.NewGuid():N}";

    /// <summary>Wants a content; the same content again changes nothing.</summary>
    public Task WantAsync(WriteSession session, WantedDelivery wanted, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO livraison (destination, etablissement, sujet, origine, personne, empreinte, revision_voulue, etat, prochaine_tentative, modifiee_le)
            VALUES (@Destination, @Etablissement, @Sujet, @Origine, @Personne, @Empreinte, 1, @etat, @now, @now)

            """ + OnWantedAgain,
            new
            {
                wanted.Destination, wanted.Etablissement, wanted.Sujet, wanted.Origine, wanted.Personne, wanted.Empreinte,
                etat = wanted.Etat.ToString(), now = time.GetUtcNow(),
            }, ct);

    /// <summary>Nothing is wanted any more of a subject that was never attempted.</summary>
    public Task ForgetAsync(WriteSession session, string destination, string etablissement, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE livraison SET etat = 'SansObjet', modifiee_le = @now
            WHERE destination = @destination AND etablissement = @etablissement AND sujet = @sujet AND NOT tentee AND etat <> 'EnCours'
            """,
            new { destination, etablissement, sujet, now = time.GetUtcNow() }, ct);

    /// <summary>Sends at once what waits for a run, or waits for a person after a refusal: a person asks for it.</summary>
    public Task HastenAsync(WriteSession session, string destination, string etablissement, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE livraison SET etat = 'AEnvoyer', prochaine_tentative = @now, tentatives = 0, modifiee_le = @now
            WHERE destination = @destination AND etablissement = @etablissement AND sujet = @sujet AND etat IN ('AttenteRemontee', 'RefusMetier')
            """,
            new { destination, etablissement, sujet, now = time.GetUtcNow() }, ct);

    /// <summary>Gives up what was never acknowledged and is not on its way; true when there was something to give up.</summary>
    public async Task<bool> WithdrawAsync(WriteSession session, string destination, string etablissement, string sujet, string message, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            UPDATE livraison SET etat = 'SansObjet', message = @message, explication = NULL, modifiee_le = @now
            WHERE destination = @destination AND etablissement = @etablissement AND sujet = @sujet AND revision_acquittee = 0 AND etat IN ('AEnvoyer', 'RefusMetier')
            """,
            new { destination, etablissement, sujet, message, now = time.GetUtcNow() }, ct) == 1;

    public Task<bool> WasAttemptedAsync(WriteSession session, string destination, string etablissement, string sujet, CancellationToken ct) =>
        session.ScalarAsync<bool>(
            "SELECT tentee FROM livraison WHERE destination = @destination AND etablissement = @etablissement AND sujet = @sujet",
            new { destination, etablissement, sujet }, ct);

    /// <summary>The lanes (destination × établissement) that have something to send now.</summary>
    public Task<IReadOnlyList<(string Destination, string Etablissement)>> DueLanesAsync(CancellationToken ct) =>
        database.QueryAsync<(string, string)>(
            "SELECT DISTINCT destination, etablissement FROM livraison WHERE etat = 'AEnvoyer' AND prochaine_tentative <= @now",
            new { now = time.GetUtcNow() }, ct);

    /// <summary>
    /// Takes due deliveries of a lane. Empty while another node works on the lane, so that the destination's limit of
    /// concurrent calls holds over all nodes; never two of one person at once (rule A5).
    /// </summary>
    /// <param name="gateOpen">False leaves those of Parcoursup's origin where they are (rule D2).</param>
    /// <param name="job">
    /// Null for a lane of this node. Else the job of Apogée's side that holds the lease: it works at its own pace and
    /// outlives this process, so its lease is given back by time only.
    /// </param>
    public async Task<IReadOnlyList<LivraisonRow>> ClaimAsync(
        WriteSession session, string destination, string etablissement, bool gateOpen, int most, TimeSpan lease, CancellationToken ct, string? job = null)
    {
        var now = time.GetUtcNow();
        var holder = job is null ? Node : JobPrefix + job;
        var elsewhere = job is not null ? 0 : await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM livraison WHERE etat = 'EnCours' AND destination = @destination AND etablissement = @etablissement AND bail_par <> @Node",
            new { destination, etablissement, Node }, ct);
        if (elsewhere > 0) return [];

        // One query per origin: each reads the index in its order and stops at the limit, however long the backlog. They
        // take turns at being first, so that a long backlog of one does not starve the others.
        var ids = new List<long>();
        var origins = gateOpen ? Origins : OriginsBehindClosedGate;
        var first = (uint)Interlocked.Increment(ref _round);
        for (var i = 0u; i < origins.Length && ids.Count < most; i++)
        {
            var origin = origins[(first + i) % origins.Length];
            ids.AddRange(await session.QueryAsync<long>(
                $"""
                SELECT id FROM livraison l
                WHERE destination = @destination AND etablissement = @etablissement AND origine = @origin AND etat = 'AEnvoyer' AND prochaine_tentative <= @now
                  AND NOT EXISTS (SELECT 1 FROM livraison o WHERE o.etablissement = l.etablissement AND o.etat = 'EnCours' AND o.personne = l.personne)
                ORDER BY prochaine_tentative LIMIT @left{database.SkipLocked}
                """,
                new { destination, etablissement, origin, now, left = most - ids.Count }, ct));
        }

        if (ids.Count == 0) return [];

        await session.ExecuteAsync(
            "UPDATE livraison SET etat = 'EnCours', bail_par = @holder, bail_jusqua = @until, tentatives = tentatives + 1, modifiee_le = @now WHERE id IN @ids",
            new { holder, until = now + lease, now, ids }, ct);
        return await session.QueryAsync<LivraisonRow>("SELECT * FROM livraison WHERE id IN @ids ORDER BY id", new { ids }, ct);
    }

    /// <summary>Puts back what was just claimed and will not be attempted after all.</summary>
    public Task ReleaseAsync(WriteSession session, IEnumerable<long> claimed, CancellationToken ct)
    {
        var ids = claimed.ToArray();
        return ids.Length == 0 ? Task.CompletedTask : session.ExecuteAsync(
            "UPDATE livraison SET etat = 'AEnvoyer', bail_par = NULL, bail_jusqua = NULL, tentatives = tentatives - 1 WHERE id IN @ids", new { ids }, ct);
    }

    /// <summary>
    /// Gives back what a dead worker held: nobody knows how far it came, so the current state is sent again, after a
    /// quiet time in which a late call can still arrive (rule E2).
    /// </summary>
    /// <param name="all">True at the start of the only node: whatever is held was held by a former life of it.</param>
    public async Task<int> RecoverLostAsync(Func<string, TimeSpan> quietTimeOf, bool all, CancellationToken ct)
    {
        var lost = await database.QueryAsync<LivraisonRow>(
            $"SELECT id, etablissement FROM livraison WHERE etat = 'EnCours' AND (bail_jusqua < @now OR (@all AND bail_par NOT LIKE '{JobPrefix}%'))",
            new { all, now = time.GetUtcNow() }, ct);
        await GiveBackAsync(lost, quietTimeOf, ct);
        return lost.Count;
    }

    /// <summary>
    /// Gives back what this process still holds when it stops, so that another node need not wait for the leases; calls
    /// that were cut off may still arrive, hence the same quiet time.
    /// </summary>
    public async Task GiveBackAsync(Func<string, TimeSpan> quietTimeOf, CancellationToken ct) =>
        await GiveBackAsync(
            await database.QueryAsync<LivraisonRow>("SELECT id, etablissement FROM livraison WHERE etat = 'EnCours' AND bail_par = @Node", new { Node }, ct), quietTimeOf, ct);

    private async Task GiveBackAsync(IReadOnlyList<LivraisonRow> lost, Func<string, TimeSpan> quietTimeOf, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var group in lost.GroupBy(l => l.Etablissement))
            await database.ExecuteAsync(
                "UPDATE livraison SET etat = 'AEnvoyer', bail_par = NULL, bail_jusqua = NULL, prochaine_tentative = @next WHERE id IN @ids AND etat = 'EnCours'",
                new { next = now + quietTimeOf(group.Key), ids = group.Select(l => l.Id).ToArray() }, ct);
    }
}
