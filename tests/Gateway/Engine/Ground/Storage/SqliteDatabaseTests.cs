using Dapper;
using Microsoft.Data.Sqlite;
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
    public async Task A_trial_waits_for_no_writer_writes_nothing_and_leaves_its_connection_to_the_next_one()
    {
        await using var database = Open();
        await database.ExecuteAsync("CREATE TABLE essai (n INTEGER)", null, default);
        await using (var writing = await database.WriteAsync(default))
        {
            await using var trial = await database.EssayerAsync(default);
            Assert.Equal(0, await trial.ScalarAsync<int>("SELECT COUNT(*) FROM essai", null, default));
            await Assert.ThrowsAsync<SqliteException>(() => trial.ExecuteAsync("INSERT INTO essai VALUES (1)", null, default));
            await writing.ExecuteAsync("INSERT INTO essai VALUES (2)", null, default);
            await writing.CommitAsync(default);
        }

        await using var next = await database.OpenAsync(default);
        Assert.Equal(1, await next.ExecuteAsync("INSERT INTO essai VALUES (3)"));
    }

    [Fact]
    public async Task A_list_is_one_value_and_its_statement_the_same_for_every_length()
    {
        await using var database = Open();
        await database.ExecuteAsync("CREATE TABLE liste (n INTEGER PRIMARY KEY, t TEXT)", null, default);
        await database.ExecuteAsync("INSERT INTO liste VALUES (1, 'é'), (2, 'it''s \"quoted\"'), (3, '12')", null, default);

        Assert.Equal([1, 3], await database.QueryAsync<int>("SELECT n FROM liste WHERE n IN @ids ORDER BY n", new { ids = new[] { 1, 3, 9 } }, default));
        Assert.Equal([2L], await database.QueryAsync<long>("SELECT n FROM liste WHERE n IN @ids", new { ids = new List<long> { 2 } }, default));
        Assert.Equal([1, 2, 3], await database.QueryAsync<int>(
            "SELECT n FROM liste WHERE t IN @texts AND n > @n ORDER BY n", new { texts = new HashSet<string> { "é", "it's \"quoted\"", "12" }, n = 0 }, default));
        Assert.Empty(await database.QueryAsync<int>("SELECT n FROM liste WHERE n IN @ids", new { ids = Array.Empty<int>() }, default));
        var many = Enumerable.Range(1, 40_000).ToArray();
        Assert.Equal(3, await database.ScalarAsync<int>("SELECT COUNT(*) FROM liste WHERE n IN @many", new { many }, default));
    }

    [Fact]
    public async Task No_connection_comes_from_the_pool_of_the_library()
    {
        var database = Open();
        await using (var connection = await database.OpenAsync(default)) Assert.Contains("Pooling=False", connection.ConnectionString, StringComparison.Ordinal);
        await using (var session = await database.WriteAsync(default)) Assert.Contains("Pooling=False", session.Connection.ConnectionString, StringComparison.Ordinal);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_serves_the_next_reader_with_the_statements_that_were_prepared_on_it()
    {
        await using var database = Open();
        await database.ExecuteAsync("CREATE TABLE vu (n INTEGER)", null, default);
        var first = await database.OpenAsync(default);
        Assert.Equal(0, await first.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM vu WHERE n = @n", new { n = 1 }));
        await first.DisposeAsync();

        await database.ExecuteAsync("INSERT INTO vu VALUES (1), (2), (1)", null, default);
        await database.ExecuteAsync("ALTER TABLE vu ADD COLUMN m INTEGER", null, default);
        await using var again = await database.OpenAsync(default);
        Assert.Same(first, again);
        Assert.Equal(2, await again.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM vu WHERE n = @n", new { n = 1 }));
        Assert.Equal(1, await again.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM vu WHERE n = @n", new { n = 2 }));
    }

    [Fact]
    public async Task A_statement_that_failed_is_prepared_anew()
    {
        await using var database = Open();
        await database.ExecuteAsync("CREATE TABLE unique_n (n INTEGER PRIMARY KEY)", null, default);
        for (var i = 0; i < 3; i++)
        {
            await database.ExecuteAsync("INSERT INTO unique_n VALUES (@i)", new { i }, default);
            await Assert.ThrowsAsync<SqliteException>(() => database.ExecuteAsync("INSERT INTO unique_n VALUES (@i)", new { i }, default));
        }

        Assert.Equal(3, await database.ScalarAsync<int>("SELECT COUNT(*) FROM unique_n", null, default));
    }

    [Fact]
    public async Task Two_readers_of_one_text_on_one_connection_do_not_disturb_each_other()
    {
        await using var database = Open();
        await database.ExecuteAsync("CREATE TABLE liste (n INTEGER)", null, default);
        await database.ExecuteAsync("INSERT INTO liste VALUES (1), (2), (3)", null, default);
        await using var session = await database.WriteAsync(default);
        const string Text = "SELECT n FROM liste WHERE n > @borne ORDER BY n";
        var seen = new List<string>();
        await using var outer = session.Command(Text, "@borne");
        outer.Parameters["@borne"].Value = 0;
        await using (var reader = await outer.ExecuteReaderAsync())
            while (await reader.ReadAsync())
            {
                var rest = await session.QueryAsync<int>(Text, new { borne = reader.GetInt32(0) }, default);
                seen.Add($"{reader.GetInt32(0)}:{string.Join(',', rest)}");
            }

        Assert.Equal(["1:2,3", "2:3", "3:"], seen);
    }

    [Fact]
    public async Task A_reader_that_was_left_open_is_not_the_next_ones()
    {
        await using var database = Open();
        await database.ExecuteAsync("CREATE TABLE vu (n INTEGER)", null, default);
        await database.ExecuteAsync("INSERT INTO vu VALUES (1), (2)", null, default);
        var careless = await database.OpenAsync(default);
        var command = careless.CreateCommand();
        command.CommandText = "SELECT n FROM vu";
        var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        await careless.DisposeAsync();

        await database.ExecuteAsync("DELETE FROM vu", null, default);
        await using var next = await database.OpenAsync(default);
        Assert.NotSame(careless, next);
        Assert.Equal(0, await next.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM vu"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SqliteDatabase Open() => new(new StorageOptions { Chemin = Path.Combine(_folder.FullName, "essai.db") }, SqliteCache.Serving);
}
