using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The lease of a generation ran out and another node has taken it: nothing more may be written.</summary>
internal sealed class LeaseLostException : Exception;

/// <summary>The runs: asked for, taken by one process over all nodes, kept under a lease, ended.</summary>
internal sealed class GenerationBook(Database database, NodeName node, FichiersSignal signal, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Asks for a run; one that is asked for or under way already is the answer.</summary>
    public async Task<long> RequestAsync(WriteSession session, string etablissement, string par, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "INSERT INTO fichier_generation (etablissement, par, etat, demandee_le) VALUES (@etablissement, @par, 'Demandee', @now) ON CONFLICT DO NOTHING",
            new { etablissement, par, now = time.GetUtcNow() }, ct);
        signal.Wake();
        return await session.ScalarAsync<long>(
            "SELECT id FROM fichier_generation WHERE etablissement = @etablissement AND etat IN ('Demandee', 'EnCours')", new { etablissement }, ct);
    }

    public Task<GenerationRow?> NextAsync(CancellationToken ct) =>
        database.FirstOrDefaultAsync<GenerationRow>("SELECT * FROM fichier_generation WHERE etat = 'Demandee' ORDER BY id LIMIT 1", null, ct);

    public Task<GenerationRow?> FindAsync(long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<GenerationRow>("SELECT * FROM fichier_generation WHERE id = @id", new { id }, ct);

    public Task<IReadOnlyList<GenerationRow>> ListAsync(string etablissement, CancellationToken ct) =>
        database.QueryAsync<GenerationRow>("SELECT * FROM fichier_generation WHERE etablissement = @etablissement ORDER BY id DESC LIMIT 20", new { etablissement }, ct);

    /// <summary>True when this process has it now, and nobody else.</summary>
    public async Task<bool> TakeAsync(GenerationRow generation, CancellationToken ct) => await database.ExecuteAsync(
        """
        UPDATE fichier_generation SET etat = 'EnCours', bail_par = @Name, bail_jusqua = @until, commencee_le = @now, opi = 0
        WHERE id = @Id AND etat = 'Demandee'
        """,
        new { node.Name, until = time.GetUtcNow() + Lease, now = time.GetUtcNow(), generation.Id }, ct) == 1;

    /// <summary>Keeps the lease and counts the progress, in the transaction of the progress itself.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the run.</exception>
    public async Task RenewAsync(WriteSession session, GenerationRow generation, int more, CancellationToken ct)
    {
        var held = await session.ExecuteAsync(
            "UPDATE fichier_generation SET bail_jusqua = @until, opi = opi + @more WHERE id = @Id AND etat = 'EnCours' AND bail_par = @Name",
            new { until = time.GetUtcNow() + Lease, more, generation.Id, node.Name }, ct);
        if (held == 0) throw new LeaseLostException();
    }

    public Task FinishAsync(WriteSession session, GenerationRow generation, EtatGeneration etat, string message, CancellationToken ct) => session.ExecuteAsync(
        "UPDATE fichier_generation SET etat = @etat, message = @message, terminee_le = @now, bail_par = NULL, bail_jusqua = NULL WHERE id = @Id AND etat = 'EnCours' AND bail_par = @Name",
        new { etat = etat.ToString(), message, now = time.GetUtcNow(), generation.Id, node.Name }, ct);

    /// <summary>What this process had begun when it was told to stop: begun anew by whoever comes next.</summary>
    public Task GiveBackAsync(GenerationRow generation) => database.ExecuteAsync(
        "UPDATE fichier_generation SET etat = 'Demandee', bail_par = NULL, bail_jusqua = NULL WHERE id = @Id AND etat = 'EnCours' AND bail_par = @Name",
        new { generation.Id, node.Name }, CancellationToken.None);

    /// <summary>Runs of processes that are gone are begun anew.</summary>
    /// <param name="all">True at the start of the only node: whatever is under way was so in a former life of it.</param>
    public async Task RecoverLostAsync(bool all, CancellationToken ct)
    {
        var lost = await database.QueryAsync<long>(
            "SELECT id FROM fichier_generation WHERE etat = 'EnCours' AND (@all OR bail_jusqua < @now)", new { all, now = time.GetUtcNow() }, ct);
        if (lost.Count > 0)
            await database.ExecuteAsync(
                "UPDATE fichier_generation SET etat = 'Demandee', bail_par = NULL, bail_jusqua = NULL WHERE id IN @lost AND etat = 'EnCours' AND (@all OR bail_jusqua < @now)",
                new { lost = lost.ToArray(), all, now = time.GetUtcNow() }, ct);
    }
}
