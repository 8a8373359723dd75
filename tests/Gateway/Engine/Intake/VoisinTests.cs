using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>
/// Rule J1: a hostile établissement keeps neither the push nor the OPI of another one. How long they take depends on the machine, and
/// <c>bench/Voisinage</c> measures it; that they have their turn does not.
/// </summary>
public abstract class VoisinTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    // Who waits for a lock gives up after half a minute elsewhere, and on a busy machine that comes before his turn.
    private string[] Patient => Storage.Connection is { } connection ? [$"--Stockage:Connexion={connection};Command Timeout=3600"] : [];

    protected Database Database => Gateway.Services.GetRequiredService<Database>();

    [Fact]
    public async Task With_every_abuse_in_flight_a_push_is_answered_and_its_OPI_leaves_before_what_they_sent_is_done()
    {
        await StartAsync();
        await using var hostile = await Hostile.StartAsync(Gateway);
        using var end = new CancellationTokenSource();
        var abuses = hostile.WithoutEndAsync(end.Token);
        await Poll.UntilAsync(async () => await hostile.BacklogAsync() > 0);

        foreach (var code in (int[])[17, 18])
        {
            await PushAsync(Voeu(code));
            await Poll.UntilAsync(async () => await Etab.VoeuxAsync($"{code}") == "L1DROI=F");
        }

        Assert.True(await hostile.BacklogAsync() > 0);
        await end.CancelAsync();
        await abuses;
        Assert.DoesNotContain(hostile.Answers, a => a.Status == HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Who_sends_what_is_refused_waits_for_no_writer_and_so_keeps_none()
    {
        await StartAsync(openGate: false, Patient);
        await using var hostile = await Hostile.StartAsync(Gateway);
        // On SQLite the only one; on PostgreSQL whoever writes for this établissement waits for its lock.
        await using var held = await Database.WriteAsync(default);
        await Database.LockEtablissementAsync(held, Hostile.Code, default);

        foreach (var (abuse, request) in hostile.Refused)
        {
            var status = await hostile.SendAsync(request());
            Assert.True((int)status < 500, $"{abuse}: {status}");
        }
    }

    [Theory]
    [InlineData("good lines", "inscription")]
    [InlineData("good results", "resultat_bac")]
    public async Task Between_two_turns_of_another_writer_a_hundred_lines_of_it_are_applied(string abuse, string table)
    {
        await StartAsync(openGate: false, Patient);
        await using var hostile = await Hostile.StartAsync(Gateway);
        // Seven turns: each costs a writer of the test a place in the line.
        hostile.Count = 7 * LineBudget.LinesPerPiece;
        Assert.Equal(HttpStatusCode.OK, await hostile.SendAsync(hostile.Taken[abuse]()));

        var most = await MostBetweenTurnsAsync(table);

        Assert.InRange(most, 1, LineBudget.LinesPerPiece);
    }

    // Who waits for his turn already when the one before him ends sees what one transaction of each other writer has done.
    private async Task<long> MostBetweenTurnsAsync(string table)
    {
        var (most, before) = (0L, -1L);
        var turn = await await QueueAsync();
        while (true)
        {
            var count = await turn.ScalarAsync<long>(
                $"SELECT COUNT(*) FROM {table} WHERE etablissement = @Code", new { Hostile.Code }, default);
            if (before >= 0) most = Math.Max(most, count - before);
            before = count;
            if (await turn.ScalarAsync<long>("SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement = @Code", new { Hostile.Code }, default) == 0)
            {
                await turn.DisposeAsync();
                return most;
            }

            var next = await QueueAsync();
            await turn.DisposeAsync();
            turn = await next;
        }
    }

    /// <summary>Asks for a turn as a writer of this établissement; when it returns he stands in the line.</summary>
    protected abstract Task<Task<WriteSession>> QueueAsync();
}

public sealed class VoisinTestsOnSqlite(PostgresServer postgres) : VoisinTests(postgres, DatabaseEngine.Sqlite)
{
    // Who asks stands there at once.
    protected override Task<Task<WriteSession>> QueueAsync() => Task.FromResult(Database.WriteAsync(default));
}

public sealed class VoisinTestsOnPostgres(PostgresServer postgres) : VoisinTests(postgres, DatabaseEngine.Postgres)
{
    protected override async Task<Task<WriteSession>> QueueAsync()
    {
        var session = await Database.WriteAsync(default);
        var pid = await session.ScalarAsync<int>("SELECT pg_backend_pid()", null, default);
        var turn = LockedAsync(session);
        await Poll.UntilAsync(async () => turn.IsCompleted
            || (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM pg_locks WHERE pid = @pid AND NOT granted", new { pid }))[0] > 0);
        return turn;
    }

    private async Task<WriteSession> LockedAsync(WriteSession session)
    {
        await Database.LockEtablissementAsync(session, Hostile.Code, default);
        return session;
    }
}
