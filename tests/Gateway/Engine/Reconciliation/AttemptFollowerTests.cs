using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Reconciliation;

/// <summary>Whoever follows the ends of attempts is told all of them, in the transaction that records them.</summary>
public abstract class AttemptFollowerTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    // No lane of the gateway serves it.
    private const string Destination = "essai";
    private static readonly string[] Subjects = ["a", "b", "c"];

    [Fact]
    public async Task A_follower_is_told_every_end_after_the_last_one_is_written()
    {
        await StartAsync(openGate: false);
        var claimed = await ClaimAsync();
        await Get<Database>().ExecuteAsync("UPDATE livraison SET bail_par = 'autre' WHERE id = @Id", new { claimed[2].Id }, default);
        var follower = new Follower();
        await using (var ledger = new AttemptLedger(Get<Database>(), Get<DataKeys>(), Get<NodeName>(), Get<AttemptSignal>(), Get<MesuresLivraison>(), [follower]))
            await Task.WhenAll(
                ledger.RecordAsync(End(claimed[0], EtatLivraison.AJour, "1"), default),
                ledger.RecordAsync(End(claimed[1], EtatLivraison.RefusMetier, null), default),
                ledger.RecordAsync(End(claimed[2], EtatLivraison.AJour, "1"), default));

        var told = follower.Told.OrderBy(t => t.End.Row.Sujet).ToList();
        Assert.Equal(Subjects, told.Select(t => t.End.Row.Sujet));
        Assert.Equal([true, true, false], told.Select(t => t.End.Held));
        Assert.Equal(["1", null, null], told.Select(t => t.End.Acquitte));
        Assert.Equal(["AJour", "RefusMetier", "EnCours"], told.Select(t => t.Stored));
    }

    [Fact]
    public async Task What_a_follower_cannot_take_is_not_recorded_either()
    {
        await StartAsync(openGate: false);
        var claimed = await ClaimAsync();
        await using (var ledger = new AttemptLedger(Get<Database>(), Get<DataKeys>(), Get<NodeName>(), Get<AttemptSignal>(), Get<MesuresLivraison>(), [new Follower { Fails = true }]))
            await Assert.ThrowsAnyAsync<Exception>(() => ledger.RecordAsync(End(claimed[0], EtatLivraison.AJour, "1"), default));

        Assert.Equal("EnCours", await Get<Database>().ScalarAsync<string>("SELECT etat FROM livraison WHERE id = @Id", new { claimed[0].Id }, default));
    }

    [Fact]
    public async Task A_call_that_left_under_a_lost_lease_makes_the_current_state_due_again()
    {
        await StartAsync(openGate: false);
        var first = (await ClaimAsync())[0];
        // The lease runs out; the same process takes the row again for newer content, and has that acknowledged.
        await Get<Database>().ExecuteAsync("UPDATE livraison SET etat = 'AEnvoyer', bail_par = NULL, bail_jusqua = NULL, revision_voulue = 2", null, default);
        await Task.Delay(TimeSpan.FromMilliseconds(5));
        var second = (await ClaimAgainAsync()).Single(r => r.Id == first.Id);
        await using (var ledger = new AttemptLedger(Get<Database>(), Get<DataKeys>(), Get<NodeName>(), Get<AttemptSignal>(), Get<MesuresLivraison>(), []))
        {
            await ledger.RecordAsync(End(second, EtatLivraison.AJour, "D"), default);
            Assert.Equal("AJour", await StateAsync(first));
            await ledger.RecordAsync(End(first, EtatLivraison.AJour, "F"), default);
        }

        Assert.Equal("AEnvoyer", await StateAsync(first));
        Assert.Equal("D", await Get<Database>().ScalarAsync<string>("SELECT acquitte FROM livraison WHERE id = @Id", new { first.Id }, default));
        Assert.Equal(3, await Get<Database>().ScalarAsync<long>("SELECT revision_voulue FROM livraison WHERE id = @Id", new { first.Id }, default));
    }

    [Fact]
    public async Task A_late_end_while_another_call_is_under_way_leaves_the_row_due_after_that()
    {
        await StartAsync(openGate: false);
        var first = (await ClaimAsync())[0];
        await Get<Database>().ExecuteAsync("UPDATE livraison SET etat = 'AEnvoyer', bail_par = NULL, bail_jusqua = NULL", null, default);
        await Task.Delay(TimeSpan.FromMilliseconds(5));
        var second = (await ClaimAgainAsync()).Single(r => r.Id == first.Id);
        await using (var ledger = new AttemptLedger(Get<Database>(), Get<DataKeys>(), Get<NodeName>(), Get<AttemptSignal>(), Get<MesuresLivraison>(), []))
        {
            await ledger.RecordAsync(End(first, EtatLivraison.AJour, "F"), default);
            Assert.Equal("EnCours", await StateAsync(first));
            await ledger.RecordAsync(End(second, EtatLivraison.AJour, "D"), default);
        }

        Assert.Equal("AEnvoyer", await StateAsync(first));
    }

    private Task<string?> StateAsync(LivraisonRow row) =>
        Get<Database>().ScalarAsync<string>("SELECT etat FROM livraison WHERE id = @Id", new { row.Id }, default);

    private Task<IReadOnlyList<LivraisonRow>> ClaimAgainAsync() => Get<Database>().WriteAsync(
        session => Get<LivraisonClaims>().ClaimAsync(session, Destination, Etab.Code, gateOpen: false, most: 10, TimeSpan.FromMinutes(1), default), default);

    private T Get<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();

    private Task<IReadOnlyList<LivraisonRow>> ClaimAsync() => Get<Database>().WriteAsync(async session =>
    {
        foreach (var sujet in Subjects)
            await Get<LivraisonBook>().WantAsync(session, new WantedLivraison
            {
                Destination = Destination, Etablissement = Etab.Code, Sujet = sujet, Origine = WantedLivraison.FromPerson, Empreinte = "1",
            }, default);
        return await Get<LivraisonClaims>().ClaimAsync(session, Destination, Etab.Code, gateOpen: false, most: 10, TimeSpan.FromMinutes(1), default);
    }, default);

    private static AttemptRecord End(LivraisonRow row, EtatLivraison etat, string? acquitte) => new(
        row, row.ModifieeLe, row.ModifieeLe, new Echange(new IssueEnvoi.Acquittee("Reçu."), default, default, []), etat, EtatLivraison.AEnvoyer,
        row.ModifieeLe, acquitte, null, null, Undone: false);

    private sealed class Follower : IAttemptFollower
    {
        public ConcurrentQueue<(EndedAttempt End, string? Stored)> Told { get; } = [];
        public bool Fails { get; init; }

        public async Task FollowAsync(WriteSession session, IReadOnlyList<EndedAttempt> ended, CancellationToken ct)
        {
            if (Fails) throw new InvalidOperationException("It cannot be taken.");
            foreach (var end in ended)
                Told.Enqueue((end, await session.ScalarAsync<string>("SELECT etat FROM livraison WHERE id = @Id", new { end.Row.Id }, ct)));
        }
    }
}

public sealed class AttemptFollowerTestsOnSqlite(PostgresServer postgres) : AttemptFollowerTests(postgres, DatabaseEngine.Sqlite);

public sealed class AttemptFollowerTestsOnPostgres(PostgresServer postgres) : AttemptFollowerTests(postgres, DatabaseEngine.Postgres);
