using System.Text.Json.Nodes;
using Parcoursup.Gateway.Interop.Tests.Cases;
using Parcoursup.Gateway.Interop.Tests.Drivers;
using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests;

/// <summary>Every client, every version, every case.</summary>
[Collection(InteropCollection.Name)]
public sealed class MatrixTests(InteropRun run)
{
    public static TheoryData<string, int, string> Calls(bool accepted, bool refused, bool fault)
    {
        var data = new TheoryData<string, int, string>();
        foreach (var call in ForeignClient.All.SelectMany(c => c.Calls))
            if (call.Case.Expectation switch { Expectation.Accepted => accepted, Expectation.Refused => refused, _ => fault })
                data.Add(call.Client, call.Version, call.Case.Key);
        return data;
    }

    [Theory]
    [MemberData(nameof(Calls), true, false, false)]
    public void What_a_client_sends_is_accepted_stored_without_loss_and_forwarded(string client, int version, string @case)
    {
        var call = Find(client, version, @case);

        var outcome = run.OutcomeOf(call);

        Assert.True(outcome.Kind == "ok", outcome.ToString());
        Assert.True(run.Stored.TryGetValue(call.CodOpi, out var stored), "The gateway did not store it.");
        foreach (var block in StoredOpi.Blocks.Keys)
        {
            var expected = call.Donnees.Block(block);
            Assert.True(JsonNode.DeepEquals(expected, stored[block]), $"{block}\nsent:   {expected?.ToJsonString()}\nstored: {stored[block]?.ToJsonString()}");
        }

        Assert.True(run.Apogee.TryGetValue(call.CodOpi, out var held), "It did not reach Apogée.");
        Assert.Equal(Vets(call.Donnees.Block("voeux")!["item"]!), Vets(held["voeux"]!));
    }

    [Theory]
    [MemberData(nameof(Calls), false, true, false)]
    public void A_wrong_password_surfaces_as_an_authentication_failure(string client, int version, string @case)
    {
        var call = Find(client, version, @case);

        var outcome = run.OutcomeOf(call);

        Assert.Equal(("refused", "401"), (outcome.Kind, outcome.Words[^1]));
        Assert.DoesNotContain(call.CodOpi, run.Stored.Keys);
    }

    [Theory]
    [MemberData(nameof(Calls), false, false, true)]
    public void A_business_fault_is_read_with_its_code_and_its_text(string client, int version, string @case)
    {
        var call = Find(client, version, @case);

        var outcome = run.OutcomeOf(call);

        Assert.True(outcome.Kind == "fault", outcome.ToString());
        Assert.Equal(call.Case.Code, outcome.Words[1]);
        Assert.Equal(call.Case.Code, outcome.Words[2]);
        Assert.StartsWith(call.Case.Message!, outcome.Words[3], StringComparison.Ordinal);
        Assert.DoesNotContain(call.CodOpi, run.Stored.Keys);
    }

    [Fact]
    public async Task The_matrix_in_the_documentation_is_the_one_of_this_run()
    {
        var table = Matrix.Render(call => run.Seen(call) is { } outcome ? Matrix.Describe(outcome) : "**not run**");
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "report.txt"), table);

        var document = await File.ReadAllTextAsync(Repository.Matrix);
        if (Recording.Wanted && document != (document = Matrix.Replace(document, table))) await File.WriteAllTextAsync(Repository.Matrix, document);
        Assert.True(Matrix.In(document) == table, $"docs/reference/interop.md shows another matrix. If this run is right: {Recording.Command}\n{table}");
    }

    private static Call Find(string client, int version, string @case) =>
        ForeignClient.All.Single(c => c.Name == client).Calls.Single(c => c.Version == version && c.Case.Key == @case);

    private static IEnumerable<string> Vets(JsonNode voeux) =>
        voeux.AsArray().Select(v => $"{v!["codCge"]} {v["codEtp"]} {v["codVrsVet"]} {v["codDecVeu"]}").Order(StringComparer.Ordinal);
}
