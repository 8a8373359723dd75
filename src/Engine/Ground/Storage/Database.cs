using System.Data.Common;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// The one database of the gateway. Statements are written once, in the SQL that SQLite and PostgreSQL share; the few
/// places where they differ are members of this class.
/// </summary>
public abstract class Database
{
    private ITextSeal? _texts;

    /// <summary>Name of the migrations' folder and of the engine in messages.</summary>
    public abstract string Engine { get; }

    /// <summary>Which database it is, for whoever starts the program: never a password.</summary>
    public abstract string Description { get; }

    /// <summary>How many bytes the disk of the database has left; null where it is another machine's.</summary>
    public virtual long? FreeBytes => null;

    /// <summary>True where a single process owns the database.</summary>
    public abstract bool IsSingleNode { get; }

    /// <summary>Writers that may usefully commit at the same time.</summary>
    public abstract int UsefulWriters { get; }

    /// <summary>Opens the texts that name people as rows are read, and seals them; null where nothing does (rule J5).</summary>
    public ITextSeal? Texts => _texts ??= TextsOf?.Invoke();

    /// <summary>Asked for at the first row: who seals has its keys in this database.</summary>
    public Func<ITextSeal?>? TextsOf { get; set; }

    /// <summary>Measures what is written; null where nobody does.</summary>
    public MesuresBase? Mesures { get; set; }

    /// <summary>Ends the SELECT of a claim so that several nodes share the rows.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>A connection for reading; dispose it.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>A transaction that only reads: everything in it is of one moment, and no writer waits for it. Dispose it.</summary>
    public abstract Task<ReadSession> ReadAsync(CancellationToken ct);

    /// <summary>A transaction for writing. On SQLite it waits for its turn: there is one writer at a time.</summary>
    public abstract Task<WriteSession> WriteAsync(CancellationToken ct);

    /// <summary>
    /// The same for work that is written for a transaction and stores nothing: it waits for no turn, nobody waits for it, and the
    /// database refuses what it would write. Dispose it.
    /// </summary>
    public abstract Task<WriteSession> EssayerAsync(CancellationToken ct);

    /// <summary>Serialises, until the end of the transaction, whoever changes what belongs to this établissement, over all nodes.</summary>
    public Task LockEtablissementAsync(WriteSession session, string code, CancellationToken ct) =>
        LockAsync(session, "etablissement:" + code, ct);

    /// <summary>Serialises, until the end of the transaction, whoever changes what this key names, over all nodes.</summary>
    public abstract Task LockAsync(WriteSession session, string key, CancellationToken ct);

    public abstract Task<bool> HasTableAsync(WriteSession session, string name, CancellationToken ct);

    /// <summary>What was erased leaves the log of changes too, where that is the gateway's to say (rule J5).</summary>
    public virtual Task OublierAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Runs a function in one transaction and commits.</summary>
    public async Task<T> WriteAsync<T>(Func<WriteSession, Task<T>> work, CancellationToken ct)
    {
        await using var session = await WriteAsync(ct);
        var result = await work(session);
        await session.CommitAsync(ct);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}(Func{WriteSession,Task{T}},CancellationToken)"/>
    public Task WriteAsync(Func<WriteSession, Task> work, CancellationToken ct) =>
        WriteAsync<bool>(async session => { await work(session); return true; }, ct);
}

/// <summary>An open write transaction; without <see cref="CommitAsync"/> it is rolled back.</summary>
public sealed class WriteSession(
    DbConnection connection, DbTransaction transaction, Action? release, bool ownsConnection) : IAsyncDisposable
{
    private readonly List<Func<CancellationToken, Task>> _last = [];
    private readonly List<Action> _after = [];
    private bool _committed;

    public DbConnection Connection => connection;
    public DbTransaction Transaction => transaction;

    public ITextSeal? Texts { get; init; }

    internal MesuresBase.Ecriture? Mesure { get; init; }

    /// <summary>The data keys that this transaction has drawn: nobody else sees them before it is committed.</summary>
    public List<ITextKey> Drawn { get; } = [];

    /// <summary>The searched texts that it has met.</summary>
    internal SearchedTexts Searched { get; } = new();

    /// <summary>
    /// Work that stands behind everything else of the transaction: what it locks is locked last, so that nobody who waits for it holds
    /// what it will want.
    /// </summary>
    public void BeforeCommit(Func<CancellationToken, Task> work) => _last.Add(work);

    public void AfterCommit(Action work) => _after.Add(work);

    public async Task CommitAsync(CancellationToken ct)
    {
        foreach (var work in _last) await work(ct);
        await transaction.CommitAsync(ct);
        _committed = true;
        foreach (var work in _after) work();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
            if (ownsConnection) await connection.DisposeAsync();
        }
        finally
        {
            release?.Invoke();
            Mesure?.Fin(_committed);
        }
    }
}
