using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>Rule C5: one candidate who cannot be evaluated stops neither his neighbours nor another établissement.</summary>
public abstract class BulkheadTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private readonly GatedState _gate = new();

    private protected override IReadOnlyList<IModule> Systems => [.. Modules.All, _gate];

    [Fact]
    public async Task A_record_that_nobody_can_read_is_a_hold_with_a_task_and_its_neighbours_go_on()
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(17, 5).Select(code => Voeu(code))]);
        await Gateway.ExecuteAsync("UPDATE voeu SET donnees = '{' WHERE code_candidat = 19");

        Etab.Formations[0]!["oui"]!["codEtp"] = "L1NEUF";
        await Etab.SaveAsync(Gateway);
        var synthese = await AtRestAsync();

        foreach (var code in (string[])["17", "18", "20", "21"]) Assert.Equal("L1DROI=D L1NEUF=F", await Etab.VoeuxAsync(code));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("19"));
        Assert.Equal(1, synthese["reserves"]!.GetValue<int>());
        var task = Assert.Single(await ListAsync("taches"), t => t!["type"]!.GetValue<string>() == "CandidatNonEvalue")!;
        Assert.Equal("2026/19", task["sujet"]!.GetValue<string>());
        Assert.Contains("dossier 19", task["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_state_cannot_be_made_is_told_and_heals_with_its_cause()
    {
        await StartAsync();
        _gate.Broken = new CandidatKey(2026, 19);
        var synthese = await PushAndRestAsync([.. Enumerable.Range(17, 5).Select(code => Voeu(code))]);

        foreach (var code in (string[])["17", "18", "20", "21"]) Assert.Equal("L1DROI=F", await Etab.VoeuxAsync(code));
        Assert.Equal("", await Etab.VoeuxAsync("19"));
        Assert.Equal(1, synthese["taches"]!.GetValue<int>());
        Assert.Equal("evaluation", Assert.Single(await ListAsync("reserves"))!["reserves"]![0]!["champ"]!.GetValue<string>());

        _gate.Broken = null;
        Etab.Document["libelle"] = "Université des Alpes réunies";
        await Etab.SaveAsync(Gateway);
        synthese = await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("19"));
        Assert.Equal(0, synthese["taches"]!.GetValue<int>());
        Assert.Equal(0, synthese["reserves"]!.GetValue<int>());
    }

    [Fact]
    public async Task He_is_tried_again_the_next_day()
    {
        await StartAsync();
        _gate.Broken = new CandidatKey(2026, 19);
        await PushAndRestAsync(Voeu(19));
        _gate.Broken = null;

        await Api.SetClockAsync(GatewayInstance.Start.AddDays(1));
        await AtRestAsync();

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("19"));
    }

    [Fact]
    public async Task A_calendar_of_the_former_version_whose_day_has_no_next_one_stops_nobody()
    {
        await StartAsync();
        await Gateway.ExecuteAsync("UPDATE campagne SET document = REPLACE(document, '2026-07-07', '9999-12-31')");
        await Gateway.ExecuteAsync("UPDATE parametre SET valeur = '1000' WHERE cle = 'configuration.revision'");
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        await PushAndRestAsync(Voeu(17));

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }

    [Theory]
    [InlineData("publicationResultatsBac", "9999-12-31")]
    [InlineData("debutAdmission", "2025-06-02")]
    [InlineData("resultatsRattrapage", "2027-07-10")]
    [InlineData("rentree", "0062-09-01")]
    [InlineData("fin", "2028-01-01")]
    public async Task A_day_of_another_year_is_refused_with_what_is_right(string champ, string jour)
    {
        await StartAsync(openGate: false);
        var calendar = (JsonObject)Etab.Campagne.DeepClone();
        calendar[champ] = jour;

        var answer = await Api.Http.PutJsonAsync("/api/campagnes/2026", calendar.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var error = Assert.Single(answer.Erreurs, e => e!["message"]!.GetValue<string>().Contains(jour, StringComparison.Ordinal))!;
        Assert.EndsWith(champ, error["champ"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("2026-01-01", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}

public sealed class BulkheadTestsOnSqlite(PostgresServer postgres) : BulkheadTests(postgres, DatabaseEngine.Sqlite);

public sealed class BulkheadTestsOnPostgres(PostgresServer postgres) : BulkheadTests(postgres, DatabaseEngine.Postgres);
