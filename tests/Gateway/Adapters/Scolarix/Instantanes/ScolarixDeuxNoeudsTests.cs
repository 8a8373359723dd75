using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;

/// <summary>Two nodes on one PostgreSQL that are asked for the same at the same moment.</summary>
public sealed class ScolarixDeuxNoeudsTests(PostgresServer postgres) : ScolarixTest(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Snapshots_that_two_nodes_are_asked_for_at_once_have_each_a_number_and_a_whole_file()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18, 19);
        await using var other = await GatewayInstance.StartAsync(Storage);

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? Api : other.Admin).PostAsync(Etab.Path + "scolarix/instantanes")));

        Assert.All(asked, s => Assert.True(s!["etat"]!.GetValue<string>() == "Publie", s!.ToJsonString()));
        var numbers = (await ListAsync("scolarix/instantanes")).Select(s => s!["numero"]!.GetValue<int>()).Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.Equal(numbers, asked.Select(s => s!["numero"]!.GetValue<int>()).Distinct().Order());
        foreach (var number in numbers) Assert.Equal("17 18 19", await NumbersAsync(number));
        Assert.Equal(2 * numbers.Count, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task The_same_return_file_at_both_nodes_counts_once()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18);
        await using var other = await GatewayInstance.StartAsync(Storage);
        const string File = "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\r\n17;;;VALIDEE;O;07/07/2026\r\n18;;;VALIDEE;O;07/07/2026\r\n";

        var reports = await Task.WhenAll(SendAsync(Api), SendAsync(other.Admin));

        Assert.Single(reports, r => r["dejaRecu"]!.GetValue<bool>());
        Assert.Equal(2, (await ListAsync("inscriptions")).Count);
        await AtRestAsync();
        Assert.Equal(("1", "1"), (await Etab.FeedbackAsync(17), await Etab.FeedbackAsync(18)));

        async Task<JsonNode> SendAsync(GatewayApi node)
        {
            using var csv = new StringContent(File, System.Text.Encoding.UTF8, "text/csv");
            using var answer = await node.Http.PostAsync(Etab.Path + "scolarix/retours?nom=ia.csv", csv);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!;
        }
    }
}
