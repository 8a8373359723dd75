using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>What the chain finds, and that it holds nobody up.</summary>
public abstract class ChaineTests(PostgresServer postgres, DatabaseEngine engine) : AuditTest(postgres, engine)
{
    [Fact]
    public async Task Whatever_is_done_to_an_entry_is_found_and_the_first_one_is_named()
    {
        await StartAsync(openGate: false);
        for (var i = 0; i < 6; i++) await Gateway.CreateKeyAsync("clé " + i, Etab.Code);
        var whole = await VerifyAsync();
        Assert.True(whole is { Intacte: true, Entrees: > 6 }, whole.Message);
        var anchor = (whole.Derniere, whole.Empreinte);

        await Assert.ThrowsAnyAsync<Exception>(() => Gateway.ExecuteAsync("UPDATE audit SET qui = 'personne'"));
        await Assert.ThrowsAnyAsync<Exception>(() => Gateway.ExecuteAsync("DELETE FROM audit"));
        await OpenAsync();
        var number = whole.Derniere - 3;
        foreach (var change in new[]
        {
            "qui = 'personne'", "identifiant = 'x'", "origine = '192.0.2.1'", "acte = 'CleRevoquee'", "etablissement = NULL", "sujet = 'clé 0'", "issue = 'refusé'",
            "nombre = 2", "details = '[]'", "correlation = 'x'", "empreinte = 'x'", "instant = '2020-01-01T00:00:00.000Z'",
        })
            await TriedAsync($"UPDATE audit SET {change} WHERE numero = {number}", number);
        await TriedAsync($"DELETE FROM audit WHERE numero = {number}", number);
        await TriedAsync($"DELETE FROM audit WHERE numero = 1", 1);
        await TriedAsync($"UPDATE audit SET numero = -1 WHERE numero = {number}; UPDATE audit SET numero = {number} WHERE numero = {number + 1}; UPDATE audit SET numero = {number + 1} WHERE numero = -1", number);
        await TriedAsync($"DELETE FROM audit WHERE numero = {whole.Derniere}", whole.Derniere);
        await TriedAsync("DELETE FROM audit_tete", whole.Derniere + 1);
        // The end and the trace of it: only what was kept elsewhere tells.
        var cut = $"DELETE FROM audit WHERE numero > {number}; UPDATE audit_tete SET numero = {number}, empreinte = (SELECT empreinte FROM audit WHERE numero = {number})";
        await TriedAsync(cut, number + 1, anchor);

        Assert.True((await VerifyAsync(anchor)).Intacte);
        Assert.False((await VerifyAsync((anchor.Derniere, new string('0', 64)))).Intacte);
        Assert.False((await VerifyAsync((anchor.Derniere + 1, anchor.Empreinte))).Intacte);
    }

    [Fact]
    public async Task Who_reads_waits_for_nobody_who_holds_the_chain()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        var database = Gateway.Services.GetRequiredService<Database>();
        await using (var held = await database.WriteAsync(default))
        {
            await Gateway.Services.GetRequiredService<AuditBook>().AppendAsync(held, [new(ActeAudit.HorlogeReglee, null, "essai")], default);

            Assert.NotEmpty(await ListAsync("candidats/2026/17/chronologie"));
            Assert.Equal(0, await LookedAsync());
            await held.CommitAsync(default);
        }

        await Poll.UntilAsync(async () => await LookedAsync() == 1);
        Assert.True((await VerifyAsync()).Intacte);

        async Task<long> LookedAsync() => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM audit WHERE acte = 'DossierConsulte'"))[0];
    }

    [Fact]
    public async Task What_is_still_on_its_way_is_written_before_the_program_ends()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        for (var i = 0; i < 30; i++) await GetAsync("candidats/2026/17/chronologie");
        await Gateway.Http.SendAsync(HttpMethod.Get, "/api/configuration", key: "pg_faux");

        await Gateway.StopAsync();
        await Gateway.StartAsync();

        Assert.Equal(30, (await EntriesAsync("&acte=DossierConsulte")).Count);
        Assert.Equal("1", Text(Assert.Single(await EntriesAsync("&acte=IdentifiantsRefuses")), "nombre"));
        Assert.True((await VerifyAsync()).Intacte);
    }

    /// <summary>As who may write everything would, past the triggers.</summary>
    protected abstract Task OpenAsync();

    // Done, verified and undone.
    private async Task TriedAsync(string sql, long broken, (long, string)? anchor = null)
    {
        var copies = new[] { "audit", "audit_tete" };
        foreach (var table in copies) await Gateway.ExecuteAsync($"CREATE TABLE copie_{table} AS SELECT * FROM {table}");
        await Gateway.ExecuteAsync(sql);
        var state = await VerifyAsync(anchor);
        foreach (var table in copies)
            await Gateway.ExecuteAsync($"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM copie_{table}; DROP TABLE copie_{table}");

        Assert.True(state.Rompue == broken && state.Message is not null, $"{sql} → {state}");
    }
}

public sealed class ChaineTestsOnSqlite(PostgresServer postgres) : ChaineTests(postgres, DatabaseEngine.Sqlite)
{
    protected override Task OpenAsync() => Gateway.ExecuteAsync("DROP TRIGGER audit_sans_modification; DROP TRIGGER audit_sans_suppression");
}

public sealed class ChaineTestsOnPostgres(PostgresServer postgres) : ChaineTests(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Two_nodes_that_write_at_once_keep_one_chain()
    {
        await StartAsync(openGate: false);
        await using var other = await GatewayInstance.StartAsync(Storage);
        var before = (await VerifyAsync()).Entrees;

        await Task.WhenAll(new[] { Gateway, other }.SelectMany(node => Enumerable.Range(0, 40).Select(i => node.CreateKeyAsync($"clé {i}", Etab.Code))));

        var state = await VerifyAsync();
        Assert.True(state.Intacte, state.Message);
        Assert.Equal(80, state.Entrees - before);
    }

    protected override Task OpenAsync() => Gateway.ExecuteAsync("ALTER TABLE audit DISABLE TRIGGER USER");
}
