using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Reconciliation;

/// <summary>
/// Rule E2: while a call that nobody waits for may still arrive, nothing leaves, whoever asks for it; and nobody takes a lease from
/// whoever holds it. What docs/modele found: each of these tests is a break of the model.
/// </summary>
public abstract class CalmeTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    // No lane of the gateway serves it.
    private const string Destination = "essai";
    private static readonly LaneSettings Lane = new(1, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    private static readonly DateTimeOffset Past = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a person")]
    [InlineData("another content than what failed before")]
    [InlineData("nobody wants it, and then somebody does")]
    public async Task Nobody_shortens_the_quiet_time_after_an_unknown_outcome(string who)
    {
        await StartAsync(openGate: false);
        await RecordAsync(Uncertain(await WantAndClaimAsync()));

        await HurryAsync(who);

        await AssertQuietAsync();
    }

    [Theory]
    [InlineData("a person")]
    [InlineData("another content than what failed before")]
    public async Task Nobody_shortens_the_quiet_time_after_a_lost_lease(string who)
    {
        await StartAsync(openGate: false);
        await WantAndClaimAsync();
        await ExecuteAsync("bail_jusqua = @Past");
        await Get<LivraisonClaims>().RecoverLostAsync(_ => TimeSpan.FromMinutes(2), starting: false, default);

        await HurryAsync(who);

        await AssertQuietAsync();
    }

    [Fact]
    public async Task The_quiet_time_of_a_late_call_outlasts_the_end_of_the_call_that_is_under_way()
    {
        await StartAsync(openGate: false);
        var first = await WantAndClaimAsync();
        await ExecuteAsync("etat = 'AEnvoyer', bail_par = NULL, bail_jusqua = NULL");
        await Task.Delay(TimeSpan.FromMilliseconds(5));
        var second = Assert.Single(await ClaimAsync());

        await RecordAsync(Uncertain(first));
        await RecordAsync(End(second, new IssueEnvoi.Acquittee()));

        await AssertQuietAsync();
    }

    [Fact]
    public async Task The_quiet_time_outlasts_an_end_that_could_not_be_written_down()
    {
        await StartAsync(openGate: false);
        var uncertain = Uncertain(await WantAndClaimAsync());

        await RecordAsync(Get<AttemptOutcome>().NotRecorded(uncertain, new InvalidOperationException("It cannot be written.")));
        await HurryAsync("a person");

        await AssertQuietAsync();
    }

    [Fact]
    public async Task A_call_that_ended_in_an_unexpected_failure_may_have_left()
    {
        await StartAsync(openGate: false);
        await WantAsync("1");
        await Get<LaneFactory>().Create(new Failing(), Etab.Code).DrainAsync(PartDue.Toutes, default);
        Assert.Equal("RefusMetier", await StateAsync());

        await HurryAsync("a person");

        await AssertQuietAsync();
    }

    [Fact]
    public async Task A_lease_that_was_lost_when_it_was_read_is_left_to_whoever_has_taken_it_since()
    {
        await StartAsync(openGate: false);
        await WantAndClaimAsync();
        var read = false;
        // The node of the test runs as well: it may be the one that gives back.
        while (!read)
        {
            await ExecuteAsync("etat = 'EnCours', bail_par = 'mort', bail_jusqua = @Past");
            await Get<LivraisonClaims>().RecoverLostAsync(_ => AnotherNodeTakesIt(), starting: false, default);
        }

        Assert.Equal("EnCours", await StateAsync());
        Assert.Equal("autre", await Get<Database>().ScalarAsync<string>("SELECT bail_par FROM livraison", null, default));

        TimeSpan AnotherNodeTakesIt()
        {
            read = true;
            Task.Run(() => ExecuteAsync("etat = 'EnCours', bail_par = 'autre', bail_jusqua = @Future")).Wait(Poll.Patience);
            return TimeSpan.Zero;
        }
    }

    // What brings the next attempt forward.
    private async Task HurryAsync(string who)
    {
        switch (who)
        {
            case "a person":
                var id = await Get<Database>().ScalarAsync<long>("SELECT id FROM livraison", null, default);
                Assert.True(await Get<LivraisonRelance>().RelancerAsync(Etab.Code, id, default));
                break;
            case "another content than what failed before":
                await ExecuteAsync("cause = 'HTTP 500', cause_fois = 1");
                await WantAsync("2");
                break;
            default:
                await Get<Database>().WriteAsync(
                    session => Get<LivraisonBook>().AbandonAllAsync(session, Destination, Etab.Code, "Plus rien à envoyer.", default), default);
                await WantAsync("2");
                break;
        }
    }

    private async Task AssertQuietAsync()
    {
        Assert.Equal("AEnvoyer", await StateAsync());
        Assert.True(await Get<Database>().ScalarAsync<DateTimeOffset>("SELECT prochaine_tentative FROM livraison", null, default) <= TimeProvider.System.GetUtcNow());
        Assert.Empty(await ClaimAsync());
        Assert.DoesNotContain(await Get<LivraisonClaims>().DueLanesAsync(default), due => due.Destination == Destination);

        await ExecuteAsync("calme_jusqua = @Past");
        Assert.Single(await ClaimAsync());
    }

    private async Task<LivraisonRow> WantAndClaimAsync()
    {
        await WantAsync("1");
        return Assert.Single(await ClaimAsync());
    }

    private Task WantAsync(string empreinte) => Get<Database>().WriteAsync(session => Get<LivraisonBook>().WantAsync(session, new WantedLivraison
    {
        Destination = Destination, Etablissement = Etab.Code, Sujet = "a", Origine = WantedLivraison.FromPerson, Empreinte = empreinte,
    }, default), default);

    private Task<IReadOnlyList<LivraisonRow>> ClaimAsync() => Get<Database>().WriteAsync(
        session => Get<LivraisonClaims>().ClaimAsync(session, Destination, Etab.Code, gateOpen: false, most: 10, TimeSpan.FromMinutes(1), default), default);

    private AttemptRecord Uncertain(LivraisonRow row) => End(row, new IssueEnvoi.Incertaine("La connexion a été coupée."));

    private AttemptRecord End(LivraisonRow row, IssueEnvoi issue) => Get<AttemptOutcome>().Of(
        new PreparedLivraison.ToSend(row, "F", _ => throw new InvalidOperationException()), new Echange(issue, default, default, []),
        row.ModifieeLe, Lane, new LaneAnswers(TimeProvider.System));

    private Task RecordAsync(AttemptRecord attempt) => Get<AttemptLedger>().RecordAsync(attempt, default);

    private Task<string?> StateAsync() => Get<Database>().ScalarAsync<string>("SELECT etat FROM livraison", null, default);

    private Task ExecuteAsync(string set) => Get<Database>().ExecuteAsync(
        $"UPDATE livraison SET {set}", new { Past, Future = TimeProvider.System.GetUtcNow().AddMinutes(10) }, default);

    private T Get<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();

    /// <summary>A destination whose calls fail as nobody foresaw.</summary>
    private sealed class Failing : IDestination
    {
        public string Name => Destination;

        public string EnClair => "Essai";

        public LaneSettings? SettingsOf(EtablissementModel etablissement) => Lane;

        public Task<IReadOnlyList<PreparedLivraison>> PrepareAsync(
            WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<PreparedLivraison>>(
                [.. claimed.Select(row => new PreparedLivraison.ToSend(row, "F", _ => throw new InvalidOperationException("Unforeseen.")))]);
    }
}

public sealed class CalmeTestsOnSqlite(PostgresServer postgres) : CalmeTests(postgres, DatabaseEngine.Sqlite);

public sealed class CalmeTestsOnPostgres(PostgresServer postgres) : CalmeTests(postgres, DatabaseEngine.Postgres);
