using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Push;

/// <summary>From a push of Parcoursup to Apogée's acknowledgement: intake (rules B1, B4, B5).</summary>
public abstract class PushTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task Each_answer_reaches_Apogee_as_its_decision()
    {
        await StartAsync();

        var synthese = await PushAndRestAsync(Voeu(17), Voeu(18, amenagement: 1), Voeu(19, amenagement: 2), Voeu(20, situation: 0));

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DRO3=S", await Etab.VoeuxAsync("18"));
        Assert.Equal("L1DRO4=S", await Etab.VoeuxAsync("19"));
        Assert.Equal("", await Etab.VoeuxAsync("20"));
        Assert.Equal(1, synthese["opi"]!["accepteesF"]!.GetValue<int>());
        Assert.Equal(2, synthese["opi"]!["accepteesS"]!.GetValue<int>());
        Assert.Equal(1, synthese["decisions"]!["sans"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_defective_optional_field_becomes_a_hold_and_its_neighbours_are_processed()
    {
        await StartAsync();
        var defective = Voeu(18);
        defective["codeAmenagement"] = "peut-être";

        await PushAndRestAsync(Voeu(17), defective, Voeu(19));

        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("19"));
        Assert.Equal("", await Etab.VoeuxAsync("18"));
        var held = Assert.Single(await ListAsync("reserves"))!;
        Assert.Equal(18, held["codeCandidat"]!.GetValue<int>());
        Assert.Equal("codeAmenagement", held["reserves"]![0]!["champ"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_defect_never_keeps_a_withdrawal_back()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var withdrawal = Voeu(17, situation: 3, reponse: "08/06/2026 10:00");
        withdrawal["codeAmenagement"] = "peut-être";

        await PushAndRestAsync(withdrawal);

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Yes_no_yes_is_sent_three_times_and_its_repetition_not_at_all()
    {
        await StartAsync();
        var yes = Voeu(17, reponse: null);

        await PushAndRestAsync(yes);
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: null));
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
        await PushAndRestAsync(yes);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.Equal(3, ApogeeCalls);

        await PushAndRestAsync(yes);
        Assert.Equal(3, ApogeeCalls);
    }

    [Fact]
    public async Task An_answer_that_arrives_late_does_not_replace_a_newer_one()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, reponse: "05/06/2026 10:00"));
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "08/06/2026 10:00"));

        await PushAndRestAsync(Voeu(17, reponse: "06/06/2026 10:00"));

        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task Without_a_date_the_order_of_arrival_decides()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, reponse: "05/06/2026 10:00"));

        await PushAndRestAsync(Voeu(17, situation: 3, reponse: null));
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));

        // The undated message is no excuse for what is older than the dated one before it.
        await PushAndRestAsync(Voeu(17, amenagement: 1, reponse: "04/06/2026 10:00"));
        Assert.Equal("L1DROI=D", await Etab.VoeuxAsync("17"));
    }
}

public sealed class PushTestsOnSqlite(PostgresServer postgres) : PushTests(postgres, DatabaseEngine.Sqlite);

public sealed class PushTestsOnPostgres(PostgresServer postgres) : PushTests(postgres, DatabaseEngine.Postgres);
