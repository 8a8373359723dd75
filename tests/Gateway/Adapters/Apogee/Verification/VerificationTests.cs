using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Service;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Verification;

/// <summary>Rule E3: accepted is not yet verified; what is missing in Apogée is told, sent again, and verified at last.</summary>
public abstract class VerificationTests(PostgresServer postgres, DatabaseEngine engine) : ServiceApogeeTest(postgres, engine)
{
    private const string Dropped = """{"type":"voeuxPerdus","nombre":1}""";

    [Fact]
    public async Task Wishes_that_a_pushed_OPI_lost_are_noticed_sent_again_and_verified()
    {
        Etab.UseService(voie: "Soap");
        await StartAsync();
        await Etab.FaultAtApogeeAsync(Dropped);
        var synthese = await PushAndRestAsync(Voeu(17), Voeu(18));
        using var job = Job();
        Assert.Equal(2, VerificationOf(synthese, "nonVerifiees"));
        var lost = await Etab.VoeuxAsync("17") == "" ? "17" : "18";

        var verdicts = await job.ConfirmerAsync([], default);

        Assert.Equal("PARTIELLE", verdicts[lost]);
        Assert.Equal(1, verdicts.Values.Count(v => v == "VERIFIEE"));
        var task = Assert.Single(await ListAsync("taches"))!;
        Assert.Equal("VoeuxNonAppliques", task["type"]!.GetValue<string>());
        Assert.Contains("L1DROI-101 (F)", task["message"]!.GetValue<string>(), StringComparison.Ordinal);

        synthese = await AtRestAsync();
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync(lost));
        Assert.Equal((1, 1), (VerificationOf(synthese, "verifiees"), VerificationOf(synthese, "nonVerifiees")));
        Assert.Single(await ListAsync("taches"));

        Assert.All((await job.ConfirmerAsync([], default)).Values, v => Assert.Equal("VERIFIEE", v));
        synthese = await AtRestAsync();
        Assert.Equal((2, 2, 0), (VerificationOf(synthese, "acceptees"), VerificationOf(synthese, "verifiees"), VerificationOf(synthese, "partielles")));
        Assert.Empty(await ListAsync("taches"));
        Assert.Equal(3, ApogeeCalls);

        await job.ConfirmerAsync([], default);
        var told = (await ListAsync($"candidats/2026/{lost}/chronologie")).Where(e => e!["nature"]!.GetValue<string>() == "Verification").Select(e => e!["texte"]!.GetValue<string>());
        Assert.Collection(told,
            text => Assert.Contains("ne contient pas L1DROI-101 (F)", text, StringComparison.Ordinal),
            text => Assert.StartsWith("Vérifié", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wishes_that_the_job_itself_lost_are_in_its_next_page()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        await Etab.FaultAtApogeeAsync(Dropped);
        using var job = Job();
        await job.PasserAsync(10, default);
        Assert.Equal("", await Etab.VoeuxAsync("17"));

        Assert.Equal("PARTIELLE", (await job.ConfirmerAsync(["17"], default))["17"]);

        await Poll.UntilAsync(async () => (await job.PasserAsync(10, default)).Prises == 1);
        Assert.Equal("VERIFIEE", (await job.ConfirmerAsync(["17"], default))["17"]);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task It_is_sent_again_only_so_often_then_a_person_decides()
    {
        Etab.UseService(voie: "Soap");
        Etab.Document["opi"]!["traitement"]!["reprisesMaximum"] = 2;
        await StartAsync();
        await Etab.FaultAtApogeeAsync("""{"type":"voeuxPerdus","nombre":3}""");
        await PushAndRestAsync(Voeu(17));
        using var job = Job();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("PARTIELLE", (await job.ConfirmerAsync(["17"], default))["17"]);
            await AtRestAsync();
        }

        Assert.Equal(3, ApogeeCalls);
        var livraison = Assert.Single(await ListAsync("livraisons"))!;
        Assert.Equal("Partielle", livraison["verification"]!.GetValue<string>());
        Assert.Equal("L1DROI", Assert.Single(livraison["vetsManquantes"]!.AsArray())!["codEtp"]!.GetValue<string>());
        Assert.Contains("une personne", (await ConfirmAsync("17")).Element("message")!.Value, StringComparison.Ordinal);
        Assert.Equal(1, VerificationOf(await AtRestAsync(), "partielles"));

        await PostAsync($"livraisons/{livraison["id"]}/relancer");
        await AtRestAsync();
        Assert.Equal("VERIFIEE", (await job.ConfirmerAsync(["17"], default))["17"]);
    }

    [Fact]
    public async Task A_decision_that_is_told_is_verified_too()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        using var job = Job();
        await job.PasserAsync(10, default);

        Assert.Equal("VERIFIEE", (await ConfirmAsync("17", "L1DROI")).Element("etat")!.Value);
        Assert.Equal("VERIFIEE", (await ConfirmAsync("17", "L1DROI=F")).Element("etat")!.Value);
        var stale = await ConfirmAsync("17", "L1DROI=D");

        Assert.Equal("PARTIELLE", stale.Element("etat")!.Value);
        Assert.Equal("L1DROI", stale.Element("manquantes")!.Element("item")!.Element("codEtp")!.Value);
        Assert.Empty(stale.Element("enTrop")!.Elements());
    }

    [Fact]
    public async Task What_the_gateway_never_sent_is_told_and_left_alone()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        using var job = Job();
        await job.PasserAsync(10, default);

        var verdict = await ConfirmAsync("17", "L1DROI", "MASTER");
        Assert.Equal("VERIFIEE", verdict.Element("etat")!.Value);
        Assert.Equal("MASTER", verdict.Element("enTrop")!.Element("item")!.Element("codEtp")!.Value);
        Assert.Equal("INCONNUE", (await ConfirmAsync("99", "L1DROI")).Element("etat")!.Value);
    }

    [Fact]
    public async Task A_new_content_has_to_be_verified_anew_and_an_OPI_of_another_client_like_ours()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        Etab.UseService(voie: "Soap");
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        (await Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E1") + OpiMessages.Voeux(("L1HIS", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        using var job = Job();
        Assert.All((await job.ConfirmerAsync([], default)).Values, v => Assert.Equal("VERIFIEE", v));
        Assert.Equal(2, VerificationOf(await AtRestAsync(), "verifiees"));

        var synthese = await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));

        Assert.Equal((1, 1), (VerificationOf(synthese, "verifiees"), VerificationOf(synthese, "nonVerifiees")));
        Assert.Equal("VERIFIEE", (await job.ConfirmerAsync(["17"], default))["17"]);
    }

    [Fact]
    public async Task Nothing_is_verified_before_anything_was_accepted()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        await PageAsync();

        Assert.Equal("INCONNUE", (await ConfirmAsync("17", "L1DROI")).Element("etat")!.Value);
        Assert.Null(Assert.Single(await ListAsync("livraisons"))!["verification"]);
    }

    private static int VerificationOf(JsonNode synthese, string count) => synthese["opi"]!["verification"]![count]!.GetValue<int>();
}

public sealed class VerificationTestsOnSqlite(PostgresServer postgres) : VerificationTests(postgres, DatabaseEngine.Sqlite);

public sealed class VerificationTestsOnPostgres(PostgresServer postgres) : VerificationTests(postgres, DatabaseEngine.Postgres);
