using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Reconciliation;

/// <summary>How a delivery ends: unknown outcomes (rule E2), refusals, outages, one sender per person (rule A5).</summary>
public abstract class LivraisonTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private readonly HashSet<Vet> _vets = [new("DRT", "L1DROI", 101), new("DRT", "L1DRO3", 101), new("DRT", "L1DRO4", 101)];

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(apogee: options => options with { VetsConnues = _vets });

    [Theory]
    [InlineData("coupure")]
    [InlineData("lenteur")]
    public async Task An_unknown_outcome_is_sent_again_after_a_time_longer_than_the_timeout(string fault)
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 1;
        await StartAsync();
        await Etab.FaultAtApogeeAsync($$"""{"type":"{{fault}}","millisecondes":1500,"nombre":1}""");
        await PushAsync(Voeu(17));

        var waiting = await Poll.UntilAsync(async () => (await ListAsync("livraisons?etat=AEnvoyer")).SingleOrDefault(), l => l is not null && l["message"] is not null);
        Assert.True(waiting!["tentee"]!.GetValue<bool>());
        var quiet = waiting["prochaineTentative"]!.GetValue<DateTimeOffset>() - waiting["modifieeLe"]!.GetValue<DateTimeOffset>();
        Assert.True(quiet > TimeSpan.FromSeconds(1), $"quiet time {quiet}");

        await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal(2, ApogeeCalls);
        Assert.Equal(0, (await Etab.ApogeeStateAsync())["totaux"]!["chevauchements"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_could_not_be_rendered_for_a_while_is_sent_when_the_same_content_is_wanted_again()
    {
        await StartAsync(openGate: false);
        await PushAsync(Voeu(17));
        await Poll.UntilAsync(async () => (await ListAsync("livraisons?etat=AEnvoyer")).Count == 1);
        await PushAsync(Named(""));
        await Poll.UntilAsync(async () => (await GetAsync("synthese"))!["reserves"]!.GetValue<int>() == 1);
        await Etab.OpenGateAsync(Gateway);
        await AtRestAsync();
        Assert.Equal("", await Etab.VoeuxAsync("17"));

        await PushAndRestAsync(Named(Voeu(17)["nom"]!.GetValue<string>()));

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));

        static JsonObject Named(string nom)
        {
            var voeu = Voeu(17);
            voeu["nom"] = nom;
            return voeu;
        }
    }

    [Fact]
    public async Task A_call_that_Apogee_works_on_late_does_not_have_the_last_word()
    {
        Etab.Document["apogee"]!["delaiSecondes"] = 1;
        await StartAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"tardif","nombre":1}""");
        await PushAsync(Voeu(17));
        await Poll.UntilAsync(() => Task.FromResult(ApogeeCalls > 0));

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_refusal_waits_for_a_person_with_its_explanation_in_French()
    {
        await StartAsync();
        var synthese = await PushAndRestAsync(Voeu(17, Economie), Voeu(18));
        Assert.Equal(1, synthese["opi"]!["refusMetier"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("18"));

        var refused = Assert.Single(await ListAsync("livraisons?etat=RefusMetier"))!;
        Assert.NotEmpty(refused["message"]!.GetValue<string>());
        Assert.Contains("Apogée refuse cette OPI", refused["explication"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, ApogeeCalls);

        // The VET is created in Apogée, and the person says "again".
        _vets.Add(new Vet("DRT", "L1ECO", 101));
        await PostAsync($"livraisons/{refused["id"]}/relancer");
        synthese = await AtRestAsync();
        Assert.Equal(0, synthese["opi"]!["refusMetier"]!.GetValue<int>());
        Assert.Equal("L1ECO=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_VET_that_Apogee_refused_is_forgotten_once_its_mapping_is_mended()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, Economie), Voeu(17));

        Etab.Formations[1]!["oui"]!["codEtp"] = "L1DRO3";
        await Etab.SaveAsync(Gateway);
        var synthese = await AtRestAsync();

        // As D it would be refused for ever: Apogée does not know it.
        Assert.Equal("L1DRO3=F L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal(0, synthese["opi"]!["refusMetier"]!.GetValue<int>());
    }

    [Fact]
    public async Task Who_withdraws_before_anything_was_accepted_leaves_nothing_behind()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, Economie));
        var calls = ApogeeCalls;

        var synthese = await PushAndRestAsync(Voeu(17, Economie, situation: 3, reponse: "06/06/2026 10:00"));

        Assert.Equal(calls, ApogeeCalls);
        Assert.Equal(0, synthese["opi"]!["refusMetier"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_outage_costs_nothing_but_time()
    {
        await StartAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":14}""");

        var synthese = await PushAndRestAsync([.. Enumerable.Range(101, 30).Select(code => Voeu(code))]);

        Assert.Equal(30, synthese["opi"]!["accepteesF"]!.GetValue<int>());
        Assert.Equal(0, synthese["opi"]!["refusMetier"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_same_person_under_two_numbers_is_never_sent_twice_at_a_time()
    {
        await StartAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"lenteur","millisecondes":300,"nombre":4}""");
        var (first, second) = (Voeu(17), Voeu(18));
        foreach (var identity in (string[])["ine", "nom", "dateNaissance"]) second[identity] = first[identity]!.DeepClone();

        await PushAndRestAsync(first, second, Voeu(30), Voeu(31));

        var calls = await Gateway.Services.GetRequiredService<Database>().QueryAsync<CallRow>(
            "SELECT l.etablissement, l.personne, e.commence_le, e.termine_le FROM echange e JOIN livraison l ON l.id = e.livraison ORDER BY e.commence_le", null, default);
        Assert.Equal(4, calls.Count);
        var same = calls.GroupBy(c => c.Personne).Single(g => g.Count() == 2).ToList();
        Assert.True(same[0].TermineLe <= same[1].CommenceLe, "The two calls of one person overlapped.");
    }

    private sealed class CallRow
    {
        public string Personne { get; init; } = "";
        public DateTimeOffset CommenceLe { get; init; }
        public DateTimeOffset TermineLe { get; init; }
    }
}

public sealed class LivraisonTestsOnSqlite(PostgresServer postgres) : LivraisonTests(postgres, DatabaseEngine.Sqlite);

public sealed class LivraisonTestsOnPostgres(PostgresServer postgres) : LivraisonTests(postgres, DatabaseEngine.Postgres);
