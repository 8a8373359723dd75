using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>More comes in than can be written down: those who were let in are served, the others put off at once, and nothing is lost.</summary>
public abstract class AffluenceTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    // As many as one établissement's quarter of a MiB holds, at the least that each counts.
    private const int Places = 4;
    private const int Flood = 30;

    private int _putOff;

    /// <summary>Keeps every writer of the gateway waiting until it is disposed of.</summary>
    protected abstract Task<IAsyncDisposable> HoldAsync();

    [Fact]
    public async Task A_flood_is_put_off_beyond_what_may_wait_and_what_was_let_in_is_written_down()
    {
        await StartAsync(openGate: true, "--Volume:MebioctetsEnAttente=1");
        // A password that was right once is known at once.
        await PushAsync(100);
        var codes = Enumerable.Range(101, Flood).ToArray();
        Task<Answer>[] pushes;
        await using (await HoldAsync())
        {
            pushes = [.. codes.Select(PushAsync)];
            // They are answered although nothing can be written: nobody waits for a place.
            await Poll.UntilAsync(() => Task.FromResult(Volatile.Read(ref _putOff) >= Flood - Places));
        }

        var ends = await Task.WhenAll(pushes);
        Assert.Equal(Flood - Places, ends.Count(IsPutOff));
        // Where the machine stood still for long, those who were let in have been told that the database does not answer.
        Assert.All(ends, end => Assert.True(end.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, end.Text));

        // Whoever was put off sends again, and finds room.
        await Task.WhenAll(codes.Where((_, i) => ends[i].Status != HttpStatusCode.OK).Select(code => Etab.PushUntilAcknowledgedAsync(Gateway, Voeu(code))));
        Assert.Equal(Flood + 1, (await AtRestAsync())["opi"]!["accepteesF"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_refused_waits_in_the_same_line()
    {
        await StartAsync(openGate: true, "--Volume:MebioctetsEnAttente=1");
        await PushAsync(100);
        Task<Answer>[] pushes;
        await using (await HoldAsync())
        {
            pushes = [.. Enumerable.Range(101, Flood).Select(code => PushAsync(Etab, Unreadable(code)))];
            await Poll.UntilAsync(() => Task.FromResult(Volatile.Read(ref _putOff) >= Flood - Places));
        }

        var ends = await Task.WhenAll(pushes);
        Assert.Equal(Flood - Places, ends.Count(IsPutOff));
        // Whoever was let in hears what is wrong, and what he sent is kept.
        var heard = ends.Count(end => end.Text.Contains("dateNaissance", StringComparison.Ordinal));
        Assert.True(heard <= (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_ecarte"))[0]);
    }

    [Fact]
    public async Task Whoever_floods_leaves_room_for_the_others()
    {
        await StartAsync(openGate: true, "--Volume:MebioctetsEnAttente=1");
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        await other.SaveAsync(Gateway);
        await PushAsync(100);
        await PushAsync(other, Of(other, 100));
        Task<Answer>[] pushes;
        Task<Answer> neighbour;
        await using (await HoldAsync())
        {
            pushes = [.. Enumerable.Range(101, Flood).Select(PushAsync)];
            await Poll.UntilAsync(() => Task.FromResult(Volatile.Read(ref _putOff) >= Flood - Places));
            neighbour = PushAsync(other, Of(other, 101));
        }

        Assert.False(IsPutOff(await neighbour));
        await Task.WhenAll(pushes);
    }

    [Fact]
    public async Task A_send_of_many_lines_keeps_no_push_out()
    {
        await StartAsync(openGate: true, "--Volume:MebioctetsEnAttente=1");
        await PushAsync(100);
        var lines = new JsonArray([.. Enumerable.Range(1, 4000).Select(code => new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = code, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T10:00:00+02:00",
        })]);
        Task<JsonNode?> send;
        Task<Answer>[] pushes;
        await using (await HoldAsync())
        {
            send = PostAsync("inscriptions", lines);
            pushes = [.. Enumerable.Range(101, Places).Select(PushAsync)];
        }

        Assert.Equal(4000, (await send)!["acceptees"]!.GetValue<int>());
        Assert.DoesNotContain(await Task.WhenAll(pushes), IsPutOff);
    }

    private static JsonObject Unreadable(int code)
    {
        var voeu = Voeu(code);
        voeu["dateNaissance"] = "hier";
        return voeu;
    }

    private static JsonObject Of(TestEtablissement etab, int code)
    {
        var voeu = Voeu(code);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (etab.Uai, etab.Uai);
        return voeu;
    }

    private Task<Answer> PushAsync(int code) => PushAsync(Etab, Voeu(code));

    private async Task<Answer> PushAsync(TestEtablissement etab, JsonObject voeu)
    {
        var end = await Gateway.Http.SendAsync(
            HttpMethod.Post, $"/parcoursup/{etab.Uai}/admissionCandidat", Calls.Json(new JsonObject
            {
                ["identifiant"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["pwd"] = TestEtablissement.PushPassword },
                ["donneesCandidat"] = voeu,
            }.ToJsonString()));
        if (IsPutOff(end)) Interlocked.Increment(ref _putOff);
        return end;
    }

    private static bool IsPutOff(Answer end) => end.Status == HttpStatusCode.ServiceUnavailable && end.Headers.RetryAfter is not null
        && end.Text.Contains("plus de messages qu'elle ne peut en enregistrer", StringComparison.Ordinal);
}

public sealed class AffluenceTestsOnSqlite(PostgresServer postgres) : AffluenceTests(postgres, DatabaseEngine.Sqlite)
{
    protected override async Task<IAsyncDisposable> HoldAsync()
    {
        var other = new SqliteConnection($"Data Source={Storage.SqliteFile};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return other;
    }
}

public sealed class AffluenceTestsOnPostgres(PostgresServer postgres) : AffluenceTests(postgres, DatabaseEngine.Postgres)
{
    protected override async Task<IAsyncDisposable> HoldAsync()
    {
        var other = new NpgsqlConnection(Storage.Connection);
        await other.OpenAsync();
        var transaction = await other.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("LOCK TABLE message_entrant IN SHARE MODE", other, transaction);
        await command.ExecuteNonQueryAsync();
        return other;
    }
}
