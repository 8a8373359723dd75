using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>The lease of a snapshot ran out and another node has taken it: nothing more may be written.</summary>
internal sealed class InstantanePerduException : Exception;

/// <summary>The snapshots: asked for, taken by one process over all nodes, kept under a lease, ended, found again.</summary>
internal sealed class InstantaneBook(Database database, NodeName node, ScolarixSignal signal, IBusinessClock clock, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Asks for a snapshot. It shares one that waits; behind one under way, whose moment is an earlier one, it makes
    /// another. A person's word counts more than a plan: the file that he asks for is written, changed or not.
    /// </summary>
    public async Task<long> RequestAsync(WriteSession session, string etablissement, int annee, string par, bool planifie, CancellationToken ct)
    {
        var request = new { etablissement, annee, par, planifie, now = time.GetUtcNow() };
        signal.Wake();
        while (true)
        {
            // What waits may be begun by another node between the two.
            if (await session.ScalarAsync<long?>(Join, request, ct) is { } joined) return joined;
            if (await session.ScalarAsync<long?>(Ask, request, ct) is { } asked) return asked;
        }
    }

    private const string Join =
        """
        UPDATE scolarix_instantane SET demandes = demandes + 1, par = CASE WHEN planifie AND NOT @planifie THEN @par ELSE par END, planifie = planifie AND @planifie
        WHERE etablissement = @etablissement AND session = @annee AND etat = 'Demande' AND numero IS NULL RETURNING id
        """;

    private const string Ask =
        """
        INSERT INTO scolarix_instantane (etablissement, session, etat, par, planifie, demande_le) VALUES (@etablissement, @annee, 'Demande', @par, @planifie, @now)
        ON CONFLICT DO NOTHING RETURNING id
        """;

    public Task<IReadOnlyList<InstantaneRow>> RequestedAsync(CancellationToken ct) =>
        database.QueryAsync<InstantaneRow>("SELECT * FROM scolarix_instantane WHERE etat = 'Demande' ORDER BY id", null, ct);

    public Task<InstantaneRow?> FindAsync(long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<InstantaneRow>("SELECT * FROM scolarix_instantane WHERE id = @id", new { id }, ct);

    public Task<InstantaneRow?> FindAsync(string etablissement, int numero, CancellationToken ct) => database.FirstOrDefaultAsync<InstantaneRow>(
        "SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND numero = @numero", new { etablissement, numero }, ct);

    public Task<IReadOnlyList<InstantaneRow>> ListAsync(string etablissement, int? annee, CancellationToken ct) => database.QueryAsync<InstantaneRow>(
        "SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND (@annee IS NULL OR session = @annee) ORDER BY id DESC LIMIT 100", new { etablissement, annee }, ct);

    /// <summary>The last published one of a session, null before the first.</summary>
    public Task<InstantaneRow?> LastAsync(string etablissement, int annee, CancellationToken ct) => database.FirstOrDefaultAsync<InstantaneRow>(
        "SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND session = @annee AND etat = 'Publie' ORDER BY numero DESC LIMIT 1", new { etablissement, annee }, ct);

    /// <summary>Notes what a request waits for.</summary>
    public Task NoteAsync(InstantaneRow row, string message, CancellationToken ct) => row.Message == message
        ? Task.CompletedTask
        : database.ExecuteAsync("UPDATE scolarix_instantane SET message = @message WHERE id = @Id AND etat = 'Demande'", new { message, row.Id }, ct);

    /// <summary>
    /// Begins a snapshot: gives it a number that none ever had, and lets go of the one that waits for a person. Null when
    /// another process has it, when another one is under way or has to be published first, or when somebody has joined
    /// the request since it was read: the moment of the file may be before his.
    /// </summary>
    /// <param name="vus">The highest number that its folder holds.</param>
    public Task<InstantaneRow?> TakeAsync(InstantaneRow row, string? dossier, string disposition, int vus, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await database.LockEtablissementAsync(session, row.Etablissement, ct);
        var before = await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM scolarix_instantane WHERE etablissement = @Etablissement AND session = @annee AND etat IN ('EnCours', 'APublier')", new { row.Etablissement, annee = row.Session }, ct);
        if (before > 0) return null;
        var known = await session.ScalarAsync<int?>("SELECT MAX(numero) FROM scolarix_instantane WHERE etablissement = @Etablissement", new { row.Etablissement }, ct) ?? 0;
        var now = time.GetUtcNow();
        var taken = await session.FirstOrDefaultAsync<InstantaneRow>(
            """
            UPDATE scolarix_instantane SET etat = 'EnCours', bail_par = @Name, bail_jusqua = @until, commence_le = @now, genere_le = @metier, message = NULL,
                dossier = @dossier, disposition = @disposition, conserve = TRUE,
                numero = @numero,
                precedent = (SELECT MAX(p.numero) FROM scolarix_instantane p WHERE p.etablissement = @Etablissement AND p.session = @annee AND p.etat = 'Publie')
            WHERE id = @Id AND etat = 'Demande' AND demandes = @Demandes RETURNING *
            """,
            new { node.Name, until = now + Lease, now, metier = clock.Now, dossier, disposition, row.Etablissement, annee = row.Session, row.Id, row.Demandes, numero = Math.Max(known, vus) + 1 }, ct);
        if (taken is null) return null;
        await session.ExecuteAsync(
            """
            UPDATE garde SET etat = @settled, traitee_le = @metier, par = @par
            WHERE etat = 'EnAttente' AND id IN (SELECT garde FROM scolarix_instantane WHERE etablissement = @Etablissement AND session = @annee AND etat = 'EnAttente')
            """,
            new { settled = nameof(EtatGarde.SansObjet), metier = clock.Now, par = $"instantané {taken.Numero}", row.Etablissement, annee = row.Session }, ct);
        await session.ExecuteAsync(
            "UPDATE scolarix_instantane SET etat = 'Remplace', message = @message WHERE etablissement = @Etablissement AND session = @annee AND etat = 'EnAttente'",
            new { message = $"Remplacé par l'instantané {taken.Numero} avant d'être confirmé.", row.Etablissement, annee = row.Session }, ct);
        return taken;
    }, ct);

    /// <summary>Keeps the lease, in the transaction of the progress itself.</summary>
    /// <exception cref="InstantanePerduException">Somebody else has the snapshot.</exception>
    public async Task RenewAsync(WriteSession session, InstantaneRow row, CancellationToken ct)
    {
        var held = await session.ExecuteAsync(
            "UPDATE scolarix_instantane SET bail_jusqua = @until WHERE id = @Id AND numero = @Numero AND etat IN ('EnCours', 'APublier') AND bail_par = @Name",
            new { until = time.GetUtcNow() + Lease, row.Id, row.Numero, node.Name }, ct);
        if (held == 0) throw new InstantanePerduException();
    }

    public Task EndAsync(WriteSession session, InstantaneRow row, EtatInstantane etat, string message, CancellationToken ct) => session.ExecuteAsync(
        """
        UPDATE scolarix_instantane SET etat = @etat, message = @message, termine_le = @now, bail_par = NULL, bail_jusqua = NULL
        WHERE id = @Id AND (etat = 'Demande' OR bail_par = @Name)
        """,
        new { etat = etat.ToString(), message, now = time.GetUtcNow(), row.Id, node.Name }, ct);

    /// <summary>The next one that is to be made visible, for this process; null when there is none.</summary>
    public Task<InstantaneRow?> TakePreparedAsync(CancellationToken ct) => database.WriteAsync(session => session.FirstOrDefaultAsync<InstantaneRow>(
        $"""
        UPDATE scolarix_instantane SET bail_par = @Name, bail_jusqua = @until
        WHERE id = (SELECT id FROM scolarix_instantane WHERE etat = 'APublier' AND bail_par IS NULL ORDER BY id LIMIT 1{database.SkipLocked}) RETURNING *
        """,
        new { node.Name, until = time.GetUtcNow() + Lease }, ct), ct);

    /// <summary>What this process had begun when it was told to stop: begun anew by whoever comes next.</summary>
    public Task GiveBackAsync(InstantaneRow row) => database.ExecuteAsync(
        "UPDATE scolarix_instantane SET etat = CASE WHEN etat = 'EnCours' THEN 'Demande' ELSE etat END, bail_par = NULL, bail_jusqua = NULL WHERE id = @Id AND bail_par = @Name",
        new { row.Id, node.Name }, CancellationToken.None);

    /// <summary>What processes that are gone had begun is begun anew.</summary>
    /// <param name="all">True at the start of the only node: whatever is under way was so in a former life of it.</param>
    public async Task RecoverLostAsync(bool all, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        const string Lost = "etat IN ('EnCours', 'APublier') AND bail_par IS NOT NULL AND (@all OR bail_jusqua < @now)";
        if (await database.ScalarAsync<long>($"SELECT COUNT(*) FROM scolarix_instantane WHERE {Lost}", new { all, now }, ct) > 0)
            await database.ExecuteAsync(
                $"UPDATE scolarix_instantane SET etat = CASE WHEN etat = 'EnCours' THEN 'Demande' ELSE etat END, bail_par = NULL, bail_jusqua = NULL WHERE {Lost}", new { all, now }, ct);
    }
}
