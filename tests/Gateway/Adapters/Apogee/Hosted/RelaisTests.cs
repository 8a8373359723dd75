using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>The mode Relais (rule B6): the client hears the SIS's own answer when there is one in time.</summary>
public abstract class RelaisTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected const string Client = "ecandidat:mdp-ecandidat";
    private const string Unknown = "functionnal.bddrules.unknown.vet";

    private RelaisIssues? _issues;
    private readonly HashSet<Vet> _vets = [new("DRT", "L1DROI", 101), new("DRT", "L1ECO", 101)];

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(apogee: options => options with { VetsConnues = _vets });

    [Theory]
    [InlineData(10, "")]
    [InlineData(9, "_30042019")]
    public async Task A_refusal_of_the_SIS_comes_back_in_the_caller_s_namespace(int version, string suffix)
    {
        await StartRelaisAsync();
        var ns = Namespace + suffix;

        var (code, message) = (await Gateway.Http.PostOpiAsync(Envelope(Individu("E1") + Voeux(("L1INCO", "F")), version, ns), Client)).AssertFault(ns);

        Assert.Equal(Unknown, code);
        Assert.Equal("La VET L1INCO-101 (centre DRT) n'existe pas", message);
        // It was accepted all the same: it stands in the journal, and its delivery waits for a person.
        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_ecarte"))[0]);
        var refused = Assert.Single(await ListAsync("livraisons?etat=RefusMetier"))!;
        Assert.Equal(Unknown, refused["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Success_means_that_the_SIS_has_it()
    {
        await StartRelaisAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":600,"nombre":1}""");

        (await SendAsync("E2", ("L1DROI", "F"))).AssertAccepted();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E2"));
    }

    [Fact]
    public async Task A_SIS_slower_than_the_wait_is_not_waited_for_and_gets_the_message()
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 20;
        await StartRelaisAsync(attente: 1);
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":8000,"nombre":1}""");

        (await SendAsync("E3", ("L1DROI", "F"))).AssertAccepted();
        Assert.Equal("", await Etab.VoeuxAsync("E3"));

        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E3"));
        Assert.Equal(["DelaiEcoule"], Issues);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("coupure")]
    public async Task A_technical_failure_is_not_the_client_s_affair(string fault)
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 1;
        await StartRelaisAsync(attente: 60);
        await Etab.FaultAtApogeeAsync($$"""{"type":"{{fault}}","nombre":1000}""");

        (await SendAsync("E4", ("L1DROI", "F"))).AssertAccepted();
        Assert.Equal(["EchecTechnique"], Issues);

        await Etab.ClearFaultsAsync();
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E4"));
    }

    [Fact]
    public async Task While_the_breaker_is_open_nobody_waits()
    {
        await StartRelaisAsync(attente: 60, "--Reconciliation:PauseDisjoncteurMillisecondes=600000", "--Reconciliation:DelaiMaximalSecondes=1");
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":60}""");

        // Each is tried once, until enough have failed.
        var number = 10;
        await Poll.UntilAsync(async () =>
        {
            (await SendAsync("E" + number++, ("L1DROI", "F"))).AssertAccepted();
            return Issues.Contains("VoieFermee");
        });
        var calls = ApogeeCalls;

        (await SendAsync("E99", ("L1DROI", "F"))).AssertAccepted();
        Assert.Equal(calls, ApogeeCalls);
    }

    [Fact]
    public async Task A_client_that_leaves_loses_nothing()
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 20;
        await StartRelaisAsync(attente: 60);
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":4000,"nombre":1}""");

        using var http = Gateway.Client(null);
        var call = http.PostOpiAsync(Envelope(Individu("E5") + Voeux(("L1DROI", "F"))), Client);
        await Poll.UntilAsync(() => Task.FromResult(ApogeeCalls > 0));
        http.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E5"));
        Assert.Empty(Issues);
    }

    [Fact]
    public async Task A_gateway_that_stops_answers_those_who_wait()
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 20;
        await StartRelaisAsync(attente: 60);
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":4000,"nombre":1}""");
        using var http = Gateway.Client(null);
        var call = http.PostOpiAsync(Envelope(Individu("E6") + Voeux(("L1DROI", "F"))), Client);
        await Poll.UntilAsync(() => Task.FromResult(ApogeeCalls > 0));

        await Gateway.StopAsync();
        (await call).AssertAccepted();

        await Gateway.StartAsync();
        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E6"));
    }

    [Fact]
    public async Task A_message_overtaken_by_a_newer_one_of_its_number_has_the_newer_one_s_outcome()
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 20;
        await StartRelaisAsync(attente: 60);
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":4000,"nombre":1}""");

        var overtaken = SendAsync("E7", ("L1INCO", "F"));
        await Poll.UntilAsync(() => Task.FromResult(ApogeeCalls > 0));
        var newer = await SendAsync("E7", ("L1DROI", "F"));

        newer.AssertAccepted();
        (await overtaken).AssertAccepted();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E7"));
    }

    [Fact]
    public async Task Two_clients_that_wait_for_one_number_are_both_told()
    {
        await StartRelaisAsync(attente: 60);

        var answers = await Task.WhenAll(SendAsync("E8", ("L1INCO", "F")), SendAsync("E8", ("L1INCO", "F")));

        Assert.All(answers, a => Assert.Equal(Unknown, a.AssertFault().Code));
    }

    [Fact]
    public async Task A_repetition_hears_what_was_said_before_and_sends_nothing()
    {
        await StartRelaisAsync(attente: 60);
        (await SendAsync("E9", ("L1DROI", "F"))).AssertAccepted();
        (await SendAsync("E10", ("L1INCO", "F"))).AssertFault();
        var calls = ApogeeCalls;

        (await SendAsync("E9", ("L1DROI", "F"))).AssertAccepted();
        Assert.Equal(Unknown, (await SendAsync("E10", ("L1INCO", "F"))).AssertFault().Code);
        Assert.Equal(calls, ApogeeCalls);

        // Refused once is not refused for ever: another content is sent, and so is what a person releases.
        (await SendAsync("E10", ("L1ECO", "F"))).AssertAccepted();
        Assert.Equal("L1ECO=F", await Etab.VoeuxAsync("E10"));
    }

    [Fact]
    public async Task A_refusal_that_a_former_release_left_without_code_has_one_of_ours()
    {
        await StartRelaisAsync(attente: 60);
        (await SendAsync("E11", ("L1INCO", "F"))).AssertFault();
        await Gateway.ExecuteAsync("UPDATE livraison SET code = NULL");

        var (code, message) = (await SendAsync("E11", ("L1INCO", "F"))).AssertFault();

        Assert.Equal("functionnal.borules.refus.sis", code);
        Assert.Contains("L1INCO", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_closed_gate_Parcoursup_does_not_wait()
    {
        Etab.Document["sourceOpi"] = "Opi";
        var compte = new JsonObject { ["login"] = "psup-opi", ["motDePasse"] = "mdp-psup-opi", ["prefixe"] = "", ["origine"] = "Parcoursup", ["mode"] = "Relais", ["attenteSecondes"] = 60 };
        Etab.Document["opi"]!["comptes"]!.AsArray().Add(compte);
        await StartAsync(openGate: false);

        (await Gateway.Http.PostOpiAsync(Envelope(Individu("17") + Voeux(("L1DROI", "F"))), "psup-opi:mdp-psup-opi")).AssertAccepted();

        Assert.Equal("", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_client_in_the_mode_Differe_hears_nothing_of_the_SIS()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartAsync();

        (await SendAsync("E12", ("L1INCO", "F"))).AssertAccepted();
        await AtRestAsync();
        (await SendAsync("E12", ("L1INCO", "F"))).AssertAccepted();
    }

    public override async ValueTask DisposeAsync()
    {
        _issues?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>How the waits ended, in turn.</summary>
    protected IReadOnlyList<string> Issues => _issues!.Seen;

    protected Task<Answer> SendAsync(string codOpi, params (string, string)[] voeux) =>
        Gateway.Http.PostOpiAsync(Envelope(Individu(codOpi) + Voeux(voeux)), Client);

    protected async Task StartRelaisAsync(int attente = 30, params string[] settings)
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        var compte = Etab.Document["opi"]!["comptes"]![0]!;
        (compte["mode"], compte["attenteSecondes"]) = ("Relais", attente);
        await StartAsync(openGate: true, settings);
        _issues = new RelaisIssues(Gateway);
    }
}

public sealed class RelaisTestsOnSqlite(PostgresServer postgres) : RelaisTests(postgres, DatabaseEngine.Sqlite);

public sealed class RelaisTestsOnPostgres(PostgresServer postgres) : RelaisTests(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task What_another_node_delivers_is_heard_here()
    {
        await StartRelaisAsync(attente: 60);
        await Gateway.Services.GetServices<IHostedService>().OfType<Reconciler>().Single().StopAsync(default);
        await using var other = await GatewayInstance.StartAsync(Storage);

        (await SendAsync("E1", ("L1DROI", "F"))).AssertAccepted();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("E1"));
        Assert.Equal("functionnal.bddrules.unknown.vet", (await SendAsync("E1", ("L1INCO", "F"))).AssertFault().Code);
        Assert.Equal(["Acquittee", "Refusee"], Issues);
    }
}
