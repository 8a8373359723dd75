using System.Text.Json.Nodes;
using Parcoursup.Gateway.Cli;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Gateway.Tests.Cli;

/// <summary>What <c>journal rejouer --json</c> writes: the differences as they come, and one object in the end.</summary>
public sealed class RejeuJsonTests
{
    private static readonly ReplayOutcome Outcome = new(3, 0, [], [new("univ-alpes", 7, "Push", "raison")]);

    [Fact]
    public async Task Differences_are_written_as_they_are_found_and_the_whole_is_one_object()
    {
        using var output = new MemoryStream();
        await using var json = new RejeuJson(output);
        for (var n = 0; n < 5_000; n++) await json.TellAsync(new("univ-alpes", "vœu", $"dossier {n}", "code_decision", "D", "F"), default);
        Assert.True(output.Length > 400_000, $"{output.Length}");

        await json.EndAsync(new(Outcome, new Comparaison()), default);

        var read = JsonNode.Parse(output.ToArray())!;
        Assert.Equal(5_000, read["ecarts"]!.AsArray().Count);
        Assert.Equal(("dossier 4999", "D"), ((string?)read["ecarts"]![4_999]!["objet"], (string?)read["ecarts"]![4_999]!["ici"]));
        Assert.Equal((false, 3L, 7L), ((bool)read["conforme"]!, (long)read["rejoues"]!, (long)read["echecs"]![0]!["id"]!));
        Assert.Equal((byte)'\n', output.ToArray()[^1]);
    }

    [Fact]
    public async Task Without_any_the_list_is_empty_and_a_replay_that_fails_writes_nothing()
    {
        using var output = new MemoryStream();
        await using (new RejeuJson(output)) { }
        Assert.Equal(0, output.Length);

        await using var json = new RejeuJson(output);
        await json.EndAsync(new(Outcome with { Echecs = [] }, new Comparaison()), default);
        var read = JsonNode.Parse(output.ToArray())!;
        Assert.Empty(read["ecarts"]!.AsArray());
        Assert.True((bool)read["conforme"]!);
    }
}
