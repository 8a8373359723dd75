using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>Whole campaigns over real processes, compared with an oracle that shares no code with the gateway.</summary>
public sealed class CampaignTests
{
    [Fact]
    public async Task A_gateway_killed_in_the_middle_of_its_deliveries_ends_in_the_oracles_state()
    {
        var journal = Path.Combine(Directory.CreateTempSubdirectory("journal-").FullName, "passerelle.log");
        await using var demo = DemoProcess.Start(
            "--exit", "--candidats", "400", "--catalogue", "0", "--tuer", "8", "--graine", "11", "--journal", journal);

        var code = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, demo.Output);
        Assert.Equal(8, Killed(demo.Output));
        foreach (var instant in Instants) Assert.Contains(instant, demo.Output, StringComparison.Ordinal);
        EverySystemEqualsTheOracle(demo.Output);
        await NobodyIsNamedAsync(journal, 400, 11);
    }

    private static async Task NobodyIsNamedAsync(string journal, int candidats, int seed)
    {
        var lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        Assert.True(lines.Length > 1000, $"{lines.Length} lines");
        var people = DonneesPersonnelles.Of(CampagneGenerator.Generer(candidats, seed));
        Assert.Empty(people.In(lines));
        // Nor does an answer that refuses, to whomever.
        var refusals = await File.ReadAllLinesAsync(journal + ".refus", TestContext.Current.CancellationToken);
        Assert.True(refusals.Length > 10, $"{refusals.Length} lines");
        Assert.Empty(people.In(refusals));
    }

    /// <summary>Campaigns with kills on PostgreSQL: a small one always, long ones on both databases with <c>./test --full</c>.</summary>
    public static TheoryData<int, int, int, int> Killings()
    {
        var killings = new TheoryData<int, int, int, int> { { 3, 120, 4, 12 } };
        if (Environment.GetEnvironmentVariable("GATEWAY_TESTS_FULL") == "1")
        {
            killings.Add(1, 3000, 100, 13);
            killings.Add(3, 3000, 100, 14);
        }

        return killings;
    }

    [Theory]
    [MemberData(nameof(Killings))]
    public async Task Nodes_that_are_killed_at_the_instants_that_count_end_in_the_oracles_state(int noeuds, int candidats, int coups, int seed)
    {
        // Several nodes say more of one another than one does of itself; a long campaign would fill the disk with it.
        var journal = candidats <= 400 ? Path.Combine(Directory.CreateTempSubdirectory("journal-").FullName, "passerelle.log") : null;
        string[] told = journal is null ? [] : ["--journal", journal];
        await using var demo = DemoProcess.Start(
        [
            "--exit", "--candidats", Text(candidats), "--catalogue", "0", "--tuer", Text(coups), "--noeuds", Text(noeuds), "--graine", Text(seed), .. told,
        ]);

        var code = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, demo.Output);
        Assert.Equal(coups, Killed(demo.Output));
        EverySystemEqualsTheOracle(demo.Output);
        if (journal is not null) await NobodyIsNamedAsync(journal, candidats, seed);
    }

    /// <summary>Seed 000: nights, instructors, a broken feed, a posting, a return flow and a restore, by the command line alone.</summary>
    [Fact]
    public async Task The_catalogue_of_another_seed_ends_in_the_oracles_state()
    {
        await using var demo = DemoProcess.Start("--catalogue-seul", "--catalogue", "300", "--graine", "29");

        var code = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, demo.Output);
        Assert.Contains("flux cassé, retenu", demo.Output, StringComparison.Ordinal);
    }

    /// <summary>Seeds and sizes: small ones always, long campaigns with <c>./test --full</c>.</summary>
    public static TheoryData<int, int> Campaigns()
    {
        var campaigns = new TheoryData<int, int> { { 21, 250 } };
        if (Environment.GetEnvironmentVariable("GATEWAY_TESTS_FULL") == "1")
            for (var seed = 30; seed <= 36; seed++)
                campaigns.Add(seed, 3000);
        return campaigns;
    }

    [Theory]
    [MemberData(nameof(Campaigns))]
    public async Task A_campaign_of_another_seed_ends_in_the_oracles_state(int seed, int candidats)
    {
        await using var demo = DemoProcess.Start("--exit", "--candidats", Text(candidats), "--catalogue", "0", "--graine", Text(seed));

        var code = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, demo.Output);
        EverySystemEqualsTheOracle(demo.Output);
    }

    /// <summary>Seed 002: the message of the guide, seen by a Fregata that shares no code with the gateway.</summary>
    [Fact]
    public async Task A_large_lycée_is_played_to_the_oracles_state_as_well()
    {
        await using var demo = DemoProcess.Start("--exit", "--candidats", "20", "--catalogue", "0", "--lycee", "400", "--graine", "23");

        var code = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, demo.Output);
        Assert.Contains("INFO : Réception effectuée de 400 candidats avec succès", demo.Output, StringComparison.Ordinal);
        TheJournalIsTheTruth(demo.Output);
    }

    /// <summary>The three établissements were really played, and each system was judged.</summary>
    private static void EverySystemEqualsTheOracle(string output)
    {
        Assert.Contains("INFO : Réception effectuée de 20 candidats avec succès, et de leur 34 responsables", output, StringComparison.Ordinal);
        Assert.Contains("ERREUR : Réception des candidats impossible : Read timed out", output, StringComparison.Ordinal);
        Assert.Contains("Garde de l'instantané", output, StringComparison.Ordinal);
        foreach (var system in new[] { "Apogée", "Fregata", "Scolarix", "Parcoursup" })
            Assert.Matches($@"│ {system} +│ égal à l'oracle", output);
        TheJournalIsTheTruth(output);
    }

    // What the demo says of the instants that can be held, so that each is certain to come.
    private static readonly string[] Instants =
        ["juste après avoir acquitté un message", "avant qu'elle le sache", "entre un fichier et son manifeste"];

    private static int Killed(string output) => output.Split("SIGKILL n°").Length - 1;

    /// <summary>Whatever was killed on the way, the raw messages give all of it again.</summary>
    private static void TheJournalIsTheTruth(string output) =>
        Assert.Matches("Le journal, rejoué, redonne exactement ce que la passerelle contient : [1-9][0-9 \u00a0\u202f]* messages rejoués", output);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
