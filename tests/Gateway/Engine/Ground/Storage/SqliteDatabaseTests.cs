using Dapper;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>A connection that is closed under an open transaction ends the whole process.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolder.Create("sqlite-");

    [Fact]
    public async Task Closing_waits_for_the_transaction_that_is_open()
    {
        var database = Open();
        var session = await database.WriteAsync(default);
        await session.Connection.ExecuteAsync("CREATE TABLE ecrit (n INTEGER)", transaction: session.Transaction);

        var closing = database.DisposeAsync().AsTask();
        Assert.False(closing.IsCompleted);
        await session.Connection.ExecuteAsync("INSERT INTO ecrit VALUES (1)", transaction: session.Transaction);
        await session.CommitAsync(default);
        await session.DisposeAsync();
        await closing;

        var again = Open();
        await using (var connection = await again.OpenAsync(default))
            Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM ecrit"));
        await again.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_writes_after_it_was_closed()
    {
        var database = Open();
        await (await database.WriteAsync(default)).DisposeAsync();
        await database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.WriteAsync(default));
    }

    [Fact]
    public async Task No_connection_comes_from_the_pool_of_the_library()
    {
        var database = Open();
        await using (var connection = await database.OpenAsync(default)) Assert.Contains("Pooling=False", connection.ConnectionString, StringComparison.Ordinal);
        await using (var session = await database.WriteAsync(default)) Assert.Contains("Pooling=False", session.Connection.ConnectionString, StringComparison.Ordinal);
        await database.DisposeAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SqliteDatabase Open() => new(new StorageOptions { Chemin = Path.Combine(_folder.FullName, "essai.db") }, SqliteCache.Serving);
}
