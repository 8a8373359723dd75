using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The runs that write lots: asked for, taken, ended.</summary>
internal sealed class GenerationBook(Database database, NodeName node, FichiersSignal signal, TimeProvider time)
    : RunBook<GenerationRow>(database, Runs, node, time)
{
    private const string Asked = nameof(EtatGeneration.Demandee);
    private const string UnderWay = nameof(EtatGeneration.EnCours);

    private static readonly LeasedTable Runs = new(
        "fichier_generation", Held: $"etat = '{UnderWay}'", Returned: $"etat = '{Asked}'", Duration: TimeSpan.FromMinutes(1));

    /// <summary>Asks for a run; one that is asked for or under way already is the answer.</summary>
    public async Task<long> RequestAsync(WriteSession session, string etablissement, string par, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"""
            INSERT INTO fichier_generation (etablissement, par, etat, demandee_le) VALUES (@etablissement, @par, '{Asked}', @Now)
            ON CONFLICT DO NOTHING
            """,
            new { etablissement, par, Now }, ct);
        signal.Wake();
        return await session.ScalarAsync<long>(
            $"SELECT id FROM fichier_generation WHERE etablissement = @etablissement AND etat IN ('{Asked}', '{UnderWay}')",
            new { etablissement }, ct);
    }

    public Task<GenerationRow?> NextAsync(CancellationToken ct) => Database.FirstOrDefaultAsync<GenerationRow>(
        $"SELECT * FROM fichier_generation WHERE etat = '{Asked}' ORDER BY id LIMIT 1", null, ct);

    public Task<IReadOnlyList<GenerationRow>> ListAsync(string etablissement, CancellationToken ct) => Database.QueryAsync<GenerationRow>(
        "SELECT * FROM fichier_generation WHERE etablissement = @etablissement ORDER BY id DESC LIMIT 20", new { etablissement }, ct);

    /// <summary>True when this process has it now, and nobody else.</summary>
    public async Task<bool> TakeAsync(GenerationRow generation, CancellationToken ct) => await Database.WriteAsync(
        session => Lease.ClaimAsync<GenerationRow>(
            session, set: $"etat = '{UnderWay}', commencee_le = @Now, opi = 0", condition: $"etat = '{Asked}'",
            new { generation.Id, Now }, ct), ct) is not null;

    /// <summary>Keeps the lease and counts the progress, in the transaction of the progress itself.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the run.</exception>
    public Task AdvanceAsync(WriteSession session, GenerationRow generation, int more, CancellationToken ct) =>
        Lease.RenewAsync(session, new { generation.Id, more }, ct, set: "opi = opi + @more");

    /// <exception cref="LeaseLostException">Somebody else has the run.</exception>
    public Task FinishAsync(WriteSession session, GenerationRow generation, EtatGeneration etat, string message, CancellationToken ct) =>
        Lease.EndAsync(
            session, "etat = @etat, message = @message, terminee_le = @Now",
            new { generation.Id, etat = etat.ToString(), message, Now }, ct);
}
