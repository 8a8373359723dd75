using System.Diagnostics;
using System.Net;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>
/// A disk without room: whoever sends is put off with 503 and Retry-After, readiness says so, liveness does not, nothing is set
/// aside or lost, and everything goes on when there is room. On real file systems of a few megabytes.
/// </summary>
public abstract class FullDiskTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private protected SmallDisk Disk { get; } = SmallDisk.Mount(24);

    private protected abstract Task StartOnDiskAsync();

    [Fact]
    public async Task Whoever_sends_is_put_off_and_nothing_is_lost()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartOnDiskAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));
        await Etab.OpenGateAsync(Gateway);
        var key = await Gateway.CreateKeyAsync("supervision", null);
        var opi = OpiMessages.Envelope(OpiMessages.Individu("E1"));

        var put = await PushUntilRefusedAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, put.Status);
        Assert.Equal("60", put.Headers.RetryAfter!.ToString());
        Assert.Equal("NOK", put.Json["retour"]!.GetValue<string>());
        Assert.Contains("plus de place sur le disque", put.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", put.Text, StringComparison.Ordinal);

        var ready = await Poll.UntilAsync(async () => { Disk.Fill(); return await Gateway.Http.SendAsync(HttpMethod.Get, "/sante/prete"); },
            a => a.Status == HttpStatusCode.ServiceUnavailable);
        Assert.Contains("plus de place sur le disque", ready.Json["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("60", ready.Headers.RetryAfter!.ToString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Gateway.Http.SendAsync(HttpMethod.Get, "/sante")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/sante/vivante")).Status);

        // Another way in, and the other form of an answer.
        var soap = await SendUntilAsync(() => Gateway.Http.PostOpiAsync(opi, "ecandidat:mdp-ecandidat"));
        Assert.Equal("60", soap.Headers.RetryAfter!.ToString());
        Assert.Contains("Fault>", soap.Text, StringComparison.Ordinal);
        Assert.Contains("plus de place sur le disque", soap.Text, StringComparison.Ordinal);
        var rest = await SendUntilAsync(() => Gateway.Http.SendAsync(HttpMethod.Post, Etab.Path + "resultats-bac",
            Calls.Json($$"""[{"session":2026,"codeCandidat":17,"resultat":"{{new string('x', 200_000)}}","date":"2026-07-07"},{"session":2026,"codeCandidat":17,"resultat":"ADMIS","date":"2026-07-07"}]"""), key));
        Assert.Contains("plus de place sur le disque", rest.Erreurs[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);

        Disk.Empty();
        await PushAndRestAsync(TestDocument.Voeu(18));
        Assert.Equal(HttpStatusCode.OK, (await Poll.UntilAsync(() => Gateway.Http.SendAsync(HttpMethod.Get, "/sante/prete"), a => a.Status == HttpStatusCode.OK)).Status);
        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_ecarte"))[0]);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));
    }

    private async Task<Answer> PushUntilRefusedAsync()
    {
        Disk.Fill();
        var code = 100;
        return await SendUntilAsync(() => Gateway.Http.PostJsonAsync($"/parcoursup/{Etab.Uai}/admissionCandidat",
            $$$"""{"identifiant":{"login":"{{{TestEtablissement.PushLogin}}}","pwd":"{{{TestEtablissement.PushPassword}}}"},"donneesCandidat":{{{Large(code++)}}}}"""));
    }

    // What the database holds already is room too: small things still fit for a while.
    private static string Large(int code)
    {
        var voeu = TestDocument.Voeu(code);
        voeu["remplissage"] = new string('x', 100_000);
        return voeu.ToJsonString();
    }

    private Task<Answer> SendUntilAsync(Func<Task<Answer>> send) => Poll.UntilAsync(async () =>
    {
        Disk.Fill();
        var answer = await send();
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadRequest, $"{answer.Status} {answer.Text}");
        return answer;
    }, a => a.Status == HttpStatusCode.ServiceUnavailable);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Disk.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class FullDiskOnSqliteTests(PostgresServer postgres) : FullDiskTests(postgres, DatabaseEngine.Sqlite)
{
    private protected override Task StartOnDiskAsync() => StartAsync(openGate: false, $"--Stockage:Chemin={Path.Combine(Disk.Folder, "gateway.db")}");
}

/// <summary>A server for one class: on a full disk any connection of it may be the one that has to write there.</summary>
public sealed class ServerOfItsOwn : IAsyncLifetime
{
    public PostgresServer Server { get; } = new();

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

public sealed class FullDiskOnPostgresTests(ServerOfItsOwn own) : FullDiskTests(own.Server, DatabaseEngine.Postgres), IClassFixture<ServerOfItsOwn>
{
    private string? _connection;

    /// <summary>The base alone stands on the small disk, in a tablespace: the server's own journal does not.</summary>
    private protected override async Task StartOnDiskAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Disk.Folder, "espace")).FullName;
        using (var owner = Process.Start("chown", ["postgres", folder])) await owner.WaitForExitAsync();
        await ExecuteAsync($"CREATE TABLESPACE petit LOCATION '{folder}'");
        await ExecuteAsync("CREATE DATABASE petite TABLESPACE petit");
        _connection = new NpgsqlConnectionStringBuilder(Storage.Connection) { Database = "petite" }.ConnectionString;
        await StartAsync(openGate: false, $"--Stockage:Connexion={_connection}");
    }

    public override async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await ExecuteAsync("DROP DATABASE IF EXISTS petite WITH (FORCE)");
        await ExecuteAsync("DROP TABLESPACE petit");
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Storage.Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
