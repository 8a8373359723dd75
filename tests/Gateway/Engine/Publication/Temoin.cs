using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Publication;

/// <summary>A row of the witness's table: the smallest system that publishes files.</summary>
internal sealed class TemoinRun : IRun
{
    public long Id { get; init; }
    public int Numero { get; init; }
    public string Etat { get; init; } = "";
    public string? Message { get; init; }
    public bool IsOver => Etat is "Publie" or "Echec";

    public PublishedFiles Publie
    {
        get
        {
            var name = new PublicationName("temoin", "univ-alpes", 2026, Numero);
            return new(Id, name, [name.File(), name.File("_bis")]);
        }
    }
}

/// <summary>Its runs, with the two tables that a system brings.</summary>
internal sealed class TemoinBook(Database database, NodeName node, TimeProvider time) : RunBook<TemoinRun>(
    database, new LeasedTable("temoin_run", "etat = 'EnCours'", "etat = 'Demandee'", TimeSpan.FromMinutes(1)), node, time)
{
    public async Task CreateTablesAsync(bool postgres)
    {
        await Database.ExecuteAsync($"CREATE TABLE temoin_run (id {(postgres ? "bigint" : "INTEGER")} PRIMARY KEY, numero integer NOT NULL, etat text NOT NULL, bail_par text, bail_jusqua {(postgres ? "timestamptz" : "TEXT")}, message text)", null, default);
        await Database.ExecuteAsync($"CREATE TABLE temoin_partie (temoin {(postgres ? "bigint" : "INTEGER")} NOT NULL, nom text NOT NULL, numero integer NOT NULL, contenu {(postgres ? "bytea" : "BLOB")} NOT NULL)", null, default);
    }

    public async Task<TemoinRun> AskAsync(int numero)
    {
        await Database.ExecuteAsync("INSERT INTO temoin_run (id, numero, etat) VALUES (@numero, @numero, 'Demandee')", new { numero }, default);
        return (await FindAsync(numero, default))!;
    }

    public Task<TemoinRun?> TakeAsync(long id) => Database.WriteAsync(
        session => Lease.ClaimAsync<TemoinRun>(session, "etat = 'EnCours'", "etat = 'Demandee'", new { Id = id }, default), default);

    public Task EndAsync(WriteSession session, TemoinRun run, string etat, string? message) =>
        Lease.EndAsync(session, "etat = @etat, message = @message", new { run.Id, etat, message }, default);

    /// <summary>As when the clock had gone past the lease, and another node had taken the run.</summary>
    public Task LoseAsync(TemoinRun run) => Database.ExecuteAsync("UPDATE temoin_run SET bail_par = 'autre' WHERE id = @Id", new { run.Id }, default);

    /// <summary>Writes two files of two pages each, and gives them as they are prepared.</summary>
    public async Task<PreparedFiles> WriteAsync(TemoinRun run, IPublicationStore store)
    {
        await Database.WriteAsync(async session =>
        {
            await KeepAsync(session, run, default);
            await store.BeginAsync(session, run.Publie, default);
        }, default);
        var hashes = new List<FileHash>();
        foreach (var nom in run.Publie.Files)
        {
            using var file = new FileInProgress(store, run.Publie, nom);
            foreach (var page in new[] { "un\n"u8.ToArray(), "deux\n"u8.ToArray() })
            {
                file.Count(page);
                await Database.WriteAsync(async session =>
                {
                    await KeepAsync(session, run, default);
                    await file.AppendAsync(session, page, default);
                }, default);
            }

            hashes.Add(file.Hash());
        }

        return new PreparedFiles(run.Publie, hashes, ManifestText.Of(new { run.Numero }));
    }
}

internal sealed class TemoinStores(Database database, DataKeys keys, RacinesDossiers racines)
    : PublicationStores(database, keys, racines, new PartTable("temoin_partie", "temoin", Named: true, new SealedColumn("temoin_partie", "contenu")));

internal sealed class TemoinRunner(TemoinBook book, Database database, TimeProvider time) : Runner<TemoinRun>(book, time)
{
    public List<string> Told { get; } = [];

    protected override string Again => "recommencer";

    public Task RunAsync(TemoinRun run, Func<Task> work, CancellationToken ct) => BringToEndAsync(run, work, ct);

    protected override void TellLost(TemoinRun run) => Told.Add("perdu");

    protected override void TellFailed(TemoinRun run, Exception failure) => Told.Add(failure.Message);

    protected override string ExplainRefusal(TemoinRun run, Exception refused) => $"Refus : {refused.Message}, puis {Again}.";

    protected override Task FailAsync(TemoinRun run, string message, CancellationToken ct) =>
        database.WriteAsync(session => book.EndAsync(session, run, "Echec", message), ct);
}
