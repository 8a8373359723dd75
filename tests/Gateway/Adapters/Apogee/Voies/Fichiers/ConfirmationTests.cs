using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Fichiers;

/// <summary>Rule E4: what stands in files counts as acknowledged when a person or a job confirms the manifest, not when written.</summary>
public abstract class ConfirmationTests(PostgresServer postgres, DatabaseEngine engine) : FichiersTest(postgres, engine)
{
    [Fact]
    public async Task What_is_written_waits_to_be_confirmed_and_then_counts_as_accepted()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await GenerateAsync();
        var counts = (await AtRestAsync())["opi"]!;
        Assert.Equal((2, 0, 0), (counts["attenteConfirmation"]!.GetValue<int>(), counts["accepteesF"]!.GetValue<int>(), counts["enAttente"]!.GetValue<int>()));
        Assert.All(await ListAsync("livraisons"), l => Assert.True(l!["tentee"]!.GetValue<bool>()));

        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(1)).Status);

        counts = (await AtRestAsync())["opi"]!;
        Assert.Equal((0, 2), (counts["attenteConfirmation"]!.GetValue<int>(), counts["accepteesF"]!.GetValue<int>()));
        var lot = await LotAsync(1);
        Assert.Equal(("Confirme", "tests"), (lot["etat"]!.GetValue<string>(), lot["closPar"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Confirming_acknowledges_what_the_lot_rendered_and_what_changed_since_stays_due()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await GenerateAsync();
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));

        await ConfirmAsync(1);

        var counts = (await AtRestAsync())["opi"]!;
        Assert.Equal((1, 2, 0), (counts["enAttente"]!.GetValue<int>(), counts["accepteesF"]!.GetValue<int>(), counts["accepteesD"]!.GetValue<int>()));
        await GenerateAsync();
        await ConfirmAsync(2);
        counts = (await AtRestAsync())["opi"]!;
        Assert.Equal((0, 1, 1), (counts["enAttente"]!.GetValue<int>(), counts["accepteesF"]!.GetValue<int>(), counts["accepteesD"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_later_lot_confirms_for_the_earlier_ones_which_then_are_out_of_date()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        await PushAndRestAsync(Voeu(18));
        await GenerateAsync();

        await ConfirmAsync(2);

        Assert.Equal(2, await OpiAsync("accepteesF"));
        Assert.Equal("Depasse", await StateAsync(1));
        var (status, text) = await ConfirmAsync(1);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("dépassé", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_lot_confirms_only_what_it_holds()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(19));
        await GenerateAsync();
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"), Voeu(18));
        await GenerateAsync();

        await ConfirmAsync(1);

        var counts = (await AtRestAsync())["opi"]!;
        Assert.Equal((2, 2, 0), (counts["attenteConfirmation"]!.GetValue<int>(), counts["accepteesF"]!.GetValue<int>(), counts["accepteesD"]!.GetValue<int>()));
        Assert.Equal("Publie", await StateAsync(2));
        await ConfirmAsync(2);
        counts = (await AtRestAsync())["opi"]!;
        Assert.Equal((0, 2, 1), (counts["attenteConfirmation"]!.GetValue<int>(), counts["accepteesF"]!.GetValue<int>(), counts["accepteesD"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_rejected_lot_leaves_its_deliveries_due_for_the_next_one()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await RejectAsync(1, " ")).Status);
        Assert.Equal(HttpStatusCode.OK, (await RejectAsync(1, "disque plein côté Apogée")).Status);

        var lot = await LotAsync(1);
        Assert.Equal(("Rejete", "disque plein côté Apogée"), (lot["etat"]!.GetValue<string>(), lot["message"]!.GetValue<string>()));
        Assert.Equal(1, await OpiAsync("enAttente"));
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(1)).Status);
        Assert.Equal("Lot 2 publié (session 2026).", await GenerateAsync());
        await ConfirmAsync(2);
        Assert.Equal(1, await OpiAsync("accepteesF"));
    }

    [Fact]
    public async Task Unknown_and_repeated_confirmations_are_answered_clearly()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        await ConfirmAsync(1);

        Assert.Equal(HttpStatusCode.NotFound, (await ConfirmAsync(7)).Status);
        var (status, text) = await ConfirmAsync(1);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("a déjà été confirmé par tests", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await RejectAsync(1)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_confirms_by_a_file_beside_the_manifest(bool byHash)
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();

        await ImportAsync(1, confirmer: byHash);
        if (!byHash) await File.WriteAllTextAsync(ManifestOf(1) + ".ok", Path.GetFileName(ManifestOf(1)) + "\n");

        await Poll.UntilAsync(async () => await StateAsync(1) == "Confirme");
        Assert.Equal(1, await OpiAsync("accepteesF"));
        Assert.Contains(".json.ok", (await LotAsync(1))["closPar"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_names_something_else_confirms_nothing_and_the_lot_says_so()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();

        await File.WriteAllTextAsync(ManifestOf(1) + ".ok", new string('0', 64));

        await Poll.UntilAsync(async () => (await LotAsync(1))["message"]?.GetValue<string>().Contains("SHA-256", StringComparison.Ordinal) == true);
        Assert.Equal("Publie", await StateAsync(1));
        Assert.Equal(0, await OpiAsync("accepteesF"));
    }

    [Fact]
    public async Task Only_the_last_lots_are_kept_and_an_expired_one_says_so()
    {
        Fichiers["conserver"] = 2;
        await StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await PushAndRestAsync(Voeu(20 + i));
            await GenerateAsync();
        }

        Assert.Equal([3, 4], Directory.GetFiles(Folder, "*.json").Select(f => int.Parse(f[^11..^5], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Equal(6, Directory.GetFiles(Folder).Length);
        var (status, text) = await ConfirmAsync(1);
        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Contains("n'est plus conservé", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await AskAsync(HttpMethod.Get, "fichiers/1/habituel")).Status);
        await ConfirmAsync(4);
        Assert.Equal(4, await OpiAsync("accepteesF"));
    }

    [Fact]
    public async Task Every_evening_a_lot_is_written_once_if_something_changed()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var evening = new DateTimeOffset(2026, 6, 10, 21, 0, 0, TimeSpan.FromHours(2));
        await Api.SetClockAsync(evening.AddMinutes(-1));
        await AtRestAsync();
        Assert.Empty((await GetAsync("fichiers"))!["lots"]!.AsArray());

        await Api.SetClockAsync(evening.AddSeconds(1));
        await AtRestAsync();
        await Api.SetClockAsync(evening.AddMinutes(5));
        await AtRestAsync();
        await Api.SetClockAsync(evening.AddDays(1).AddMinutes(1));
        await AtRestAsync();

        var list = (await GetAsync("fichiers"))!;
        Assert.Equal("planification (2026-06-10 21:00)", Assert.Single(list["lots"]!.AsArray())!["par"]!.GetValue<string>());
        Assert.Equal(["Rien n'a changé depuis le lot 1 : aucun nouveau lot.", "Lot 1 publié (session 2026)."], list["generations"]!.AsArray().Select(g => g!["message"]!.GetValue<string>()));
    }
}

public sealed class ConfirmationTestsOnSqlite(PostgresServer postgres) : ConfirmationTests(postgres, DatabaseEngine.Sqlite);

public sealed class ConfirmationTestsOnPostgres(PostgresServer postgres) : ConfirmationTests(postgres, DatabaseEngine.Postgres);
