using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>Whole campaigns over real processes, compared with an oracle that shares no code with the gateway.</summary>
public sealed class CampaignTests
{
    [Fact]
    public async Task A_gateway_killed_in_the_middle_of_its_deliveries_ends_in_the_oracles_state()
    {
        await using var demo = DemoProcess.Start("--exit", "--candidats", "400", "--tuer", "3", "--graine", "11");

        var code = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, demo.Output);
        Assert.Contains("SIGKILL", demo.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task A_campaign_of_another_seed_ends_in_the_oracles_state(int seed)
    {
        await using var demo = DemoProcess.Start("--exit", "--candidats", "250", "--graine", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var code = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, demo.Output);
    }
}
