using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// SQLite, the embedded default: WAL, <c>synchronous=FULL</c>, one write connection; connections stay open, with the statements that
/// were prepared on them (<see cref="KeptConnection"/>).
/// <para>
/// Never the library's pool: a connection that it closes with an open transaction ends the process, from inside a native
/// call where nothing can be caught (dotnet/efcore issue 38854).
/// </para>
/// </summary>
internal sealed class SqliteDatabase : Database, IAsyncDisposable
{
    private const string Pragmas =
        // Of a file that is new: a message fills half of one of the 4 KiB that are usual, and a row of what is made of it another half,
        // and each page is written twice, to the log and to the file.
        "PRAGMA page_size=8192; "
        + "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=15000; "
        + "PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY; "
        // What is deleted is written over: a freed page keeps nobody's name (rule J5).
        + "PRAGMA secure_delete=ON; ";

    // Each keeps its pages in memory, 2 MiB at most.
    private const int MostIdle = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    // The last one that was given back is taken first: few connections serve most readers, with their statements at hand.
    private readonly ConcurrentStack<KeptConnection> _idle = [];
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly string _file;
    private readonly string _connectionString;
    private readonly string _pragmas;
    private KeptConnection? _writer;
    private volatile bool _closed;

    static SqliteDatabase()
    {
        SQLitePCL.Batteries_V2.Init();
        // Nobody asks how much memory it has: counting takes a lock at each piece. Refused where it works already, at no other cost.
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteDatabase(StorageOptions options, SqliteCache cache)
    {
        _pragmas = Pragmas + FormattableString.Invariant($"PRAGMA cache_size=-{cache.KiB};")
            + (cache.IsDurable ? "" : "PRAGMA synchronous=OFF;");
        PrivateFile.Ensure(options.Chemin);
        _file = Path.GetFullPath(options.Chemin);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _file, Pooling = false, DefaultTimeout = 30,
        }.ToString();
    }

    public override string Engine => "Sqlite";
    public override string Description => "SQLite " + _file;
    public override long? FreeBytes => new DriveInfo(Path.GetDirectoryName(_file)!).AvailableFreeSpace;
    public override bool IsSingleNode => true;
    public override int UsefulWriters => 1;
    public override string SkipLocked => "";

    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_idle.TryPop(out var idle)) return idle;
        // Opening reads the whole schema. Many who want to read at once open one after the other: meanwhile some are given back.
        await _opening.WaitAsync(ct);
        try
        {
            if (_idle.TryPop(out idle)) return idle;
            var connection = new KeptConnection(_connectionString, Keep);
            await connection.OpenAsync(ct);
            await connection.ExecuteAsync("PRAGMA busy_timeout=15000; PRAGMA foreign_keys=ON;");
            return connection;
        }
        finally
        {
            _opening.Release();
        }
    }

    public override async Task<ReadSession> ReadAsync(CancellationToken ct)
    {
        var connection = (SqliteConnection)await OpenAsync(ct);
        return new ReadSession(connection, connection.BeginTransaction(deferred: true), Texts);
    }

    public override async Task<WriteSession> WriteAsync(CancellationToken ct)
    {
        var measure = Mesures?.Commence();
        await _turn.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _writer ??= await OpenWriterAsync(ct);
            return new WriteSession(_writer, _writer.BeginTransaction(deferred: false), () => _turn.Release(), ownsConnection: false)
            {
                Texts = Texts, Mesure = measure,
            };
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    public override async Task<WriteSession> EssayerAsync(CancellationToken ct)
    {
        var connection = (SqliteConnection)await OpenAsync(ct);
        SqliteTransaction transaction;
        try
        {
            await connection.ExecuteAsync("PRAGMA query_only=ON;");
            transaction = connection.BeginTransaction(deferred: true);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        // Given back as it was taken: the next one may write.
        return new WriteSession(connection, transaction, () =>
        {
            connection.Execute("PRAGMA query_only=OFF;");
            connection.Dispose();
        }, ownsConnection: false)
        {
            Texts = Texts,
        };
    }

    /// <inheritdoc/>
    public override async Task OublierAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _writer ??= await OpenWriterAsync(ct);
            // Whoever reads meanwhile keeps a part of it, until the next time.
            await _writer.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        }
        finally
        {
            _turn.Release();
        }
    }

    // One writer at a time is already the rule of the engine.
    public override Task LockAsync(WriteSession session, string key, CancellationToken ct) => Task.CompletedTask;

    public override async Task<bool> HasTableAsync(WriteSession session, string name, CancellationToken ct) =>
        await session.ScalarAsync<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @name", new { name }, ct) > 0;

    private bool Keep(KeptConnection connection)
    {
        if (_closed || _idle.Count >= MostIdle) return false;
        _idle.Push(connection);
        if (_closed) CloseIdle(); // Closed meanwhile.
        return true;
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var connection)) connection.End();
    }

    private async Task<KeptConnection> OpenWriterAsync(CancellationToken ct)
    {
        var connection = new KeptConnection(_connectionString, idle: null);
        await connection.OpenAsync(ct);
        await connection.ExecuteAsync(_pragmas);
        return connection;
    }

    /// <summary>
    /// Waits for whoever is writing: closed under an open transaction, the connection would end the process with it.
    /// Who still writes after the patience keeps his connection; it ends with the process.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var isQuiet = await _turn.WaitAsync(Patience);
        _closed = true;
        CloseIdle();
        if (!isQuiet) return;
        _writer?.End();
        _turn.Release();
    }
}
