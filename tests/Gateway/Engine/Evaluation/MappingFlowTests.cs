using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>The desired OPI per VET, holds and re-evaluation (rules C2, C3, C5), seen at Apogée.</summary>
public abstract class MappingFlowTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_changed_mapping_opens_the_new_VET_and_closes_the_old_one()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));

        Etab.Formations[0]!["oui"]!["codEtp"] = "L1NEUF";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        Assert.Equal("L1DROI=D L1NEUF=F", await Etab.VoeuxAsync("17"));
        Assert.Equal(0, (await Etab.ApogeeStateAsync())["totaux"]!["omissions"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_etablissement_that_was_deleted_and_is_there_again_begins_with_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));

        await Api.SendAsync(HttpMethod.Delete, $"/api/etablissements/{Etab.Code}?confirmer={Etab.Code}", null);
        Etab.Formations[0]!["oui"]!["codEtp"] = "L1NEUF";
        await Etab.SaveAsync(Gateway);

        Assert.Equal(0, (await AtRestAsync())["candidats"]!.GetValue<int>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_changed_answer_moves_the_candidate_and_omits_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));

        await PushAndRestAsync(Voeu(17, amenagement: 2, reponse: "06/06/2026 10:00"));

        Assert.Equal("L1DRO4=S L1DROI=D", await Etab.VoeuxAsync("17"));
        Assert.Equal(0, (await Etab.ApogeeStateAsync())["totaux"]!["omissions"]!.GetValue<int>());
    }

    [Fact]
    public async Task One_live_wish_is_enough_for_its_VET()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), WithInternat(Voeu(17)));

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));

        await PushAndRestAsync(WithInternat(Voeu(17, situation: 3, reponse: "07/06/2026 10:00")));
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_missing_mapping_is_a_hold_that_disappears_with_its_cause()
    {
        await StartAsync();
        var synthese = await PushAndRestAsync(Voeu(17, SansCorrespondance), Voeu(17));
        Assert.Equal(1, synthese["reserves"]!.GetValue<int>());
        Assert.Contains("8899", Assert.Single(await ListAsync("reserves"))!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));

        Etab.Formations.Add(Formation(SansCorrespondance, "L1ENFI"));
        await Api.PutAsync(Etab.Path + "formations", Etab.Formations.DeepClone());
        synthese = await AtRestAsync();

        Assert.Equal(0, synthese["reserves"]!.GetValue<int>());
        Assert.Equal("L1DROI=F L1ENFI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_held_wish_freezes_what_Apogee_already_has()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, amenagement: 1));
        var calls = ApogeeCalls;

        var synthese = await PushAndRestAsync(Voeu(17, amenagement: 9, reponse: "06/06/2026 10:00"));
        Assert.Equal(1, synthese["reserves"]!.GetValue<int>());
        Assert.Equal("L1DRO3=S", await Etab.VoeuxAsync("17"));
        Assert.Equal(calls, ApogeeCalls);

        await PushAndRestAsync(Voeu(17, reponse: "07/06/2026 10:00"));
        Assert.Equal("L1DRO3=D L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Touching_the_configuration_without_effect_sends_nothing()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18, amenagement: 1), Voeu(19, Economie), Voeu(20, SansCorrespondance));
        var calls = ApogeeCalls;
        var before = await GetAsync("candidats/2026/17");

        Etab.Document["libelle"] = "Université des Alpes réunies";
        Etab.Formations.Add(Formation(8850, "L1AUTR"));
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        Assert.Equal(calls, ApogeeCalls);
        Assert.Equal(before!.ToJsonString(), (await GetAsync("candidats/2026/17"))!.ToJsonString());
    }

    [Fact]
    public async Task A_changed_nomenclature_is_sent_again()
    {
        await StartAsync();
        var voeu = Voeu(17);
        voeu["serieBac"] = "Générale";
        await PushAndRestAsync(voeu);
        var calls = ApogeeCalls;

        Etab.Document["nomenclatures"] = new JsonObject { ["serieBac"] = new JsonObject { ["Générale"] = "ZZZZ" } };
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        Assert.Equal(calls + 1, ApogeeCalls);
        Assert.Contains("ZZZZ", (await Etab.ApogeeStateAsync())["opi"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unfavourable_decision_over_a_valid_enrolment_is_sent_and_asks_for_its_cancellation()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PostAsync("inscriptions", new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = 17, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T10:00:00+02:00",
        });
        Assert.Equal(0, (await AtRestAsync())["taches"]!.GetValue<int>());

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "08/06/2026 10:00"));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
        var tache = Assert.Single(await ListAsync("taches"))!;
        Assert.Equal("IaAAnnuler", tache["type"]!.GetValue<string>());
        Assert.StartsWith("IA à annuler manuellement", tache["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static JsonObject WithInternat(JsonObject voeu)
    {
        voeu["internat"] = 1;
        return voeu;
    }
}

public sealed class MappingFlowTestsOnSqlite(PostgresServer postgres) : MappingFlowTests(postgres, DatabaseEngine.Sqlite);

public sealed class MappingFlowTestsOnPostgres(PostgresServer postgres) : MappingFlowTests(postgres, DatabaseEngine.Postgres);
