using Microsoft.Data.Sqlite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>The statements that run once per row on SQLite.</summary>
public sealed class SqliteStatementTests : IDisposable
{
    private const string Insert = "INSERT INTO ligne (t, n, b) VALUES (@t, @n, @b)";

    private readonly DirectoryInfo _folder = TestFolder.Create("lignes-");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("é « 😀 »")]
    public async Task A_text_comes_back_as_it_was_bound(string? text)
    {
        await using var database = await OpenAsync();
        var many = text is null ? null : string.Concat(Enumerable.Repeat(text + "…", 1000));
        await WriteAsync(database, text, [1, 0, 2]);
        await WriteAsync(database, many, []);

        Assert.Equal([text, many], await database.QueryAsync<string?>("SELECT t FROM ligne ORDER BY id", null, default));
        Assert.Equal(["blob 3", "blob 0"], await database.QueryAsync<string>("SELECT typeof(b) || ' ' || LENGTH(b) FROM ligne ORDER BY id", null, default));
    }

    [Fact]
    public async Task A_name_is_bound_wherever_it_stands_and_what_is_not_bound_anew_stays()
    {
        await using var database = await OpenAsync();
        await database.WriteAsync(session =>
        {
            using var statement = session.ForRows("UPDATE ligne SET n = @n WHERE t = @t", "@t", "@n");
            using var insert = session.ForRows(Insert, "@t", "@n", "@b");
            insert.Bind(0, "même");
            insert.Bind(1, 1);
            Assert.Equal([1, 1], [insert.Run(), insert.Run()]);
            Assert.Equal(2, insert.LastId);
            statement.Bind(0, "même");
            statement.Bind(1, 7);
            Assert.Equal(2, statement.Run());
            statement.Bind(0, "autre");
            Assert.Equal(0, statement.Run());
            return Task.CompletedTask;
        }, default);

        Assert.Equal([7, 7], await database.QueryAsync<int>("SELECT n FROM ligne", null, default));
    }

    [Fact]
    public async Task Nothing_of_one_transaction_is_bound_in_the_next_one()
    {
        await using var database = await OpenAsync();
        await WriteAsync(database, "secret", [1]);
        await database.WriteAsync(session =>
        {
            using var insert = session.ForRows(Insert, "@t", "@n", "@b");
            return Task.FromResult(insert.Run());
        }, default);

        Assert.Equal(["secret", null], await database.QueryAsync<string?>("SELECT t FROM ligne ORDER BY id", null, default));
    }

    [Fact]
    public async Task What_the_database_refuses_is_told_as_the_library_tells_it_and_the_statement_is_prepared_anew()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync("CREATE UNIQUE INDEX une_fois ON ligne (t)", null, default);
        for (var i = 0; i < 3; i++)
        {
            await WriteAsync(database, "t" + i, [1]);
            var refused = await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(database, "t" + i, [1]));
            Assert.Equal(SQLitePCL.raw.SQLITE_CONSTRAINT, refused.SqliteErrorCode);
            Assert.Contains("ligne.t", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, await database.ScalarAsync<int>("SELECT COUNT(*) FROM ligne", null, default));
    }

    [Fact]
    public async Task A_file_that_is_new_has_pages_that_hold_several_messages()
    {
        await using var database = await OpenAsync();
        Assert.Equal(8192, await database.ScalarAsync<int>("PRAGMA page_size", null, default));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task WriteAsync(SqliteDatabase database, string? text, byte[] bytes) => database.WriteAsync(session =>
    {
        using var insert = session.ForRows(Insert, "@t", "@n", "@b");
        insert.Bind(0, text);
        insert.Bind(1, long.MaxValue);
        insert.Bind(2, bytes);
        return Task.FromResult(insert.Run());
    }, default);

    private async Task<SqliteDatabase> OpenAsync()
    {
        var database = new SqliteDatabase(new StorageOptions { Chemin = Path.Combine(_folder.FullName, "essai.db") }, SqliteCache.Serving);
        await database.ExecuteAsync("CREATE TABLE ligne (id INTEGER PRIMARY KEY, t TEXT, n INTEGER, b BLOB)", null, default);
        return database;
    }
}
