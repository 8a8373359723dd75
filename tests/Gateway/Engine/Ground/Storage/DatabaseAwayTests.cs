using System.Data.Common;
using Npgsql;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>A database that goes away is told from what a row or a statement is to blame for.</summary>
public sealed class DatabaseAwayTests(PostgresServer postgres)
{
    private const string CutMyself = "SELECT pg_terminate_backend(pg_backend_pid())";

    [Theory]
    [InlineData("57P01", true, "the server is told to stop")]
    [InlineData("57P02", true, "a process of the server crashed")]
    [InlineData("57P03", true, "the server starts, or takes its log up again")]
    [InlineData("57P05", true, "the server ended an idle connection")]
    [InlineData("25P03", true, "the server ended an idle transaction")]
    [InlineData("40001", true, "a neighbour came first")]
    [InlineData("40P01", true, "a neighbour came first")]
    [InlineData("53300", true, "no connection is left")]
    [InlineData("23505", false, "a row of the same key")]
    [InlineData("22P02", false, "a text that is no number")]
    [InlineData("42P01", false, "a table that there is not")]
    [InlineData("25006", false, "a trial that writes")]
    [InlineData("57014", false, "somebody ended the statement")]
    public void What_the_server_says_tells_whether_the_same_again_will_do(string state, bool away, string meaning)
    {
        var failure = new PostgresException(meaning, "FATAL", "FATAL", state);

        Assert.Equal(away, DatabaseAway.Is(failure));
        Assert.Equal(away, DatabaseAway.Is(new InvalidOperationException("wrapped", failure)));
        // One row is never set aside, and no neighbour tried alone, because of it.
        Assert.Equal(!away, Bulkhead.IsOfOne(failure));
    }

    [Fact]
    public async Task A_connection_that_is_cut_under_one_row_is_nobodys_own_failure()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Postgres);
        var database = postgres.Open(storage.Connection!);
        await using var session = await database.WriteAsync(default);

        var told = await Assert.ThrowsAnyAsync<Exception>(() => session.ForAllAsync<int, string>(
            [1, 2],
            async some =>
            {
                await session.ExecuteAsync(CutMyself, null, default);
                return [.. some.Select(i => $"{i}")];
            },
            (i, _) => $"{i} est en cause", default));

        Assert.True(DatabaseAway.Is(told), told.ToString());
        Assert.IsAssignableFrom<DbException>(told);
    }
}
