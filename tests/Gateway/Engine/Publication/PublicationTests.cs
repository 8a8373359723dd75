using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Publication;

/// <summary>The mechanism by which systems publish files, with a system that has nothing else.</summary>
public abstract class PublicationTests(PostgresServer postgres, DatabaseEngine engine) : IAsyncLifetime
{
    private TestStorage _storage = null!;
    private GatewayInstance _gateway = null!;
    private Database _database = null!;
    private TemoinBook _book = null!;
    private TemoinStores _stores = null!;

    private string Folder { get; } = Directory.CreateTempSubdirectory("temoin-").FullName;

    public async ValueTask InitializeAsync()
    {
        _storage = await TestStorage.CreateAsync(postgres, engine);
        _gateway = await GatewayInstance.StartAsync(_storage);
        _database = _gateway.Services.GetRequiredService<Database>();
        _book = BookOf(new NodeName());
        _stores = new TemoinStores(_database, _gateway.Services.GetRequiredService<DataKeys>(), _gateway.Services.GetRequiredService<RacinesDossiers>());
        await _book.CreateTablesAsync(engine == DatabaseEngine.Postgres);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _storage.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_published_is_what_was_written_and_its_record(bool inFolder)
    {
        var store = StoreOf(inFolder);
        var run = await BegunAsync(1);

        await PublishAsync(run, store, await _book.WriteAsync(run, store));

        Assert.Equal("Publie", (await _book.FindAsync(1, default))!.Etat);
        foreach (var nom in run.Publie.Files) Assert.Equal("un\ndeux\n", await ReadAsync(store, run, nom));
        Assert.Equal(inFolder ? 3 : 0, Directory.GetFiles(Folder).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_whose_lease_was_lost_writes_nothing(bool inFolder)
    {
        var store = StoreOf(inFolder);
        var run = await BegunAsync(1);
        await _book.LoseAsync(run);

        await Assert.ThrowsAsync<LeaseLostException>(() => _book.WriteAsync(run, store));

        Assert.Equal("EnCours", (await _book.FindAsync(1, default))!.Etat);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Equal(0L, await _database.ScalarAsync<long>("SELECT COUNT(*) FROM temoin_partie", null, default));
    }

    [Fact]
    public async Task A_lease_that_is_lost_before_the_manifest_keeps_the_files_unseen()
    {
        var store = StoreOf(inFolder: true);
        var run = await BegunAsync(1);
        var prepared = await _book.WriteAsync(run, store);
        await _book.LoseAsync(run);

        await Assert.ThrowsAsync<LeaseLostException>(() => PublishAsync(run, store, prepared));

        Assert.All(Directory.GetFiles(Folder), f => Assert.EndsWith(".tmp", f, StringComparison.Ordinal));
        Assert.Equal("EnCours", (await _book.FindAsync(1, default))!.Etat);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_kill_between_content_and_manifest_leaves_what_can_be_published_or_removed(int revealed)
    {
        var store = StoreOf(inFolder: true);
        var run = await BegunAsync(1);
        var prepared = await _book.WriteAsync(run, store);
        foreach (var nom in run.Publie.Files.Take(revealed)) File.Move(PathOf(nom) + ".tmp", PathOf(nom));

        Assert.Null(await store.FindPublishedAsync(run.Publie, _ => prepared.Hashes, default));
        Assert.True(await store.IsWholeAsync(prepared, default));
        await store.PublishAsync(prepared, default);
        await store.PublishAsync(prepared, default);

        Assert.Equal(prepared.Manifest, await store.FindPublishedAsync(run.Publie, _ => prepared.Hashes, default));
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
        foreach (var nom in run.Publie.Files) Assert.Equal("un\ndeux\n", await ReadAsync(store, run, nom));
    }

    [Fact]
    public async Task A_manifest_over_other_bytes_is_no_publication_and_a_torn_one_neither()
    {
        var store = StoreOf(inFolder: true);
        var run = await BegunAsync(1);
        var prepared = await _book.WriteAsync(run, store);
        await store.PublishAsync(prepared, default);
        await File.WriteAllTextAsync(PathOf(run.Publie.Files[1]), "autre");

        Assert.Null(await store.FindPublishedAsync(run.Publie, _ => prepared.Hashes, default));
        Assert.Null(await store.FindPublishedAsync(run.Publie, _ => null, default));
        Assert.False(await store.IsWholeAsync(prepared, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_former_life_left_is_not_continued_and_can_be_removed(bool inFolder)
    {
        var store = StoreOf(inFolder);
        var run = await BegunAsync(1);
        await _book.WriteAsync(run, store);
        await _book.RecoverLostAsync(all: true, default);
        run = (await _book.TakeAsync(1))!;

        await PublishAsync(run, store, await _book.WriteAsync(run, store));
        Assert.Equal("un\ndeux\n", await ReadAsync(store, run, run.Publie.Files[0]));

        await store.WithdrawAsync(run.Publie, default);
        await _database.WriteAsync(session => store.DeleteAsync(session, run.Publie, default), default);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Equal(0L, await _database.ScalarAsync<long>("SELECT COUNT(*) FROM temoin_partie", null, default));
    }

    [Fact]
    public void Numbers_are_read_from_names_of_the_same_kind_and_etablissement_only()
    {
        var store = StoreOf(inFolder: true);
        Assert.Equal(0, store.HighestNumber("temoin", "univ-alpes"));
        foreach (var nom in new[]
        {
            "temoin_univ-alpes_2026_000007.csv", "temoin_univ-alpes_2025_000009.json", "temoin_univ-alpes_2026_000011.csv.tmp",
            "temoin_univ-alpes_2026_000012_bis.csv", "temoin_univ-lacs_2026_000013.csv", "opi_univ-alpes_2026_000014.csv",
            "temoin_univ-alpes_2026_000015.json.ok", "temoin_univ-alpes_2026_2147483646.csv", "temoin_univ-alpes_deux_000016.csv", "notes.txt",
        })
            File.WriteAllText(PathOf(nom), "");
        File.CreateSymbolicLink(PathOf("temoin_univ-alpes_2026_000017.csv"), PathOf("notes.txt"));

        Assert.Equal(9, store.HighestNumber("temoin", "univ-alpes"));
        Assert.Equal(0, _stores.Of(null).HighestNumber("temoin", "univ-alpes"));
        Assert.Equal("temoin_univ-alpes_2026_000008.json.ok", new PublicationName("temoin", "univ-alpes", 2026, 8).Confirmation);
    }

    [Fact]
    public async Task A_run_is_taken_once_given_back_by_its_holder_only_and_recovered_when_its_time_is_over()
    {
        var other = BookOf(new NodeName());
        await _book.AskAsync(1);
        var run = (await _book.TakeAsync(1))!;
        Assert.Null(await other.TakeAsync(1));

        await other.GiveBackAsync(run);
        await other.RecoverLostAsync(all: false, default);
        Assert.Equal("EnCours", (await _book.FindAsync(1, default))!.Etat);
        await _book.GiveBackAsync(run);
        Assert.Equal("Demandee", (await _book.FindAsync(1, default))!.Etat);

        Assert.NotNull(await other.TakeAsync(1));
        await _database.ExecuteAsync("UPDATE temoin_run SET bail_jusqua = '2000-01-01T00:00:00.000Z'", null, default);
        await _book.RecoverLostAsync(all: false, default);
        Assert.NotNull(await _book.TakeAsync(1));
        await Assert.ThrowsAsync<LeaseLostException>(() => _database.WriteAsync(s => other.KeepAsync(s, run, default), default));
    }

    [Fact]
    public async Task A_run_ends_with_a_sentence_is_let_go_or_given_back()
    {
        var runner = new TemoinRunner(_book, _database, TimeProvider.System);
        await runner.RunAsync(await BegunAsync(1), () => throw new PublicationImpossibleException("Impossible."), default);
        await runner.RunAsync(await BegunAsync(2), () => throw new IOException("plein"), default);
        await runner.RunAsync(await BegunAsync(3), () => throw new InvalidOperationException("bogue"), default);
        var lost = await BegunAsync(4);
        await runner.RunAsync(lost, async () => { await _book.LoseAsync(lost); throw new IOException("trop tard"); }, default);
        using var stop = new CancellationTokenSource();
        var stopped = await BegunAsync(5);
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => runner.RunAsync(stopped, async () => { await stop.CancelAsync(); stop.Token.ThrowIfCancellationRequested(); }, stop.Token));

        var rows = await _database.QueryAsync<TemoinRun>("SELECT * FROM temoin_run ORDER BY id", null, default);
        Assert.Equal(
            [
                "Echec Impossible.", "Echec Refus : plein, puis recommencer.",
                "Echec Erreur interne : transmettre au support le journal technique de la passerelle, puis recommencer.", "EnCours ", "Demandee ",
            ],
            rows.Select(r => $"{r.Etat} {r.Message}"));
        Assert.Equal(["plein", "bogue", "trop tard", "perdu"], runner.Told);
        Assert.Equal("Echec", (await runner.WaitAsync(1, TimeSpan.FromSeconds(5), default)).Etat);
    }

    [Theory]
    [InlineData("{hash}", true)]
    [InlineData("{hash} *temoin_univ-alpes_2026_000001.json", true)]
    [InlineData("temoin_univ-alpes_2026_000001.json\n", true)]
    [InlineData("temoin_univ-alpes_2026_000002.json", false)]
    [InlineData("", false)]
    public async Task A_confirmation_is_the_hash_or_the_name_of_the_manifest(string said, bool means)
    {
        var store = StoreOf(inFolder: true);
        var run = await _book.AskAsync(1);
        var hash = ConfirmationFile.HashOf("{}");
        Assert.Null(await store.ReadConfirmationAsync(run.Publie, default));
        await File.WriteAllTextAsync(PathOf(run.Publie.Name.Confirmation), said.Replace("{hash}", hash.ToUpperInvariant(), StringComparison.Ordinal));

        var left = await store.ReadConfirmationAsync(run.Publie, default);

        Assert.Equal(means, ConfirmationFile.Means(left!, run.Publie.Name, hash));
    }

    private TemoinBook BookOf(NodeName node) => new(_database, node, TimeProvider.System);

    private IPublicationStore StoreOf(bool inFolder) => _stores.Of(inFolder ? Folder : null);

    private string PathOf(string nom) => Path.Combine(Folder, nom);

    private async Task<TemoinRun> BegunAsync(int numero) => (await _book.TakeAsync((await _book.AskAsync(numero)).Id))!;

    private Task PublishAsync(TemoinRun run, IPublicationStore store, PreparedFiles prepared) =>
        _book.PublishAsync(run, store, prepared, session => _book.EndAsync(session, run, "Publie", null), default);

    private static async Task<string> ReadAsync(IPublicationStore store, TemoinRun run, string nom)
    {
        using var read = new MemoryStream();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("un\ndeux\n"u8));
        Assert.True(await store.CopyToAsync(run.Publie, new FileHash(nom, hash), read, default));
        return Encoding.UTF8.GetString(read.ToArray());
    }
}

public sealed class PublicationTestsOnSqlite(PostgresServer postgres) : PublicationTests(postgres, DatabaseEngine.Sqlite);

public sealed class PublicationTestsOnPostgres(PostgresServer postgres) : PublicationTests(postgres, DatabaseEngine.Postgres);
