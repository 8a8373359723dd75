using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Exposition.Diffusion;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Diffusion;

/// <summary>The quota of a key is one over all nodes, on both databases.</summary>
public abstract class QuotaPartageTests : BaseTest
{
    [Theory]
    [InlineData(3)]
    [InlineData(250)] // a node takes two at a time
    public async Task Two_nodes_together_grant_no_more_than_the_quota(int parMinute)
    {
        var nodes = new[] { Service<QuotaPartage>(), Noeud().GetRequiredService<QuotaPartage>() };

        var granted = await GrantedAsync(nodes, parMinute, 2 * parMinute);

        Assert.Equal(parMinute, granted);
    }

    [Fact]
    public async Task After_its_minute_a_key_has_its_whole_quota_again_and_before_it_is_told_how_long_to_wait()
    {
        var quota = Service<QuotaPartage>();
        Assert.Equal(3, await GrantedAsync([quota], 3, 10));
        Horloge.Avancer(TimeSpan.FromSeconds(20));

        Assert.Equal(TimeSpan.FromSeconds(40), await quota.PrendreAsync("cle", 3, default));
        Horloge.Avancer(TimeSpan.FromSeconds(40));
        Assert.Equal(3, await GrantedAsync([quota], 3, 10));
    }

    [Fact]
    public async Task Each_key_has_its_own_and_one_that_is_raised_counts_at_once()
    {
        var quota = Service<QuotaPartage>();
        Assert.Equal(2, await GrantedAsync([quota], 2, 5));

        Assert.Null(await quota.PrendreAsync("autre", 1, default));
        Assert.Null(await quota.PrendreAsync("cle", 50, default));
    }

    private static async Task<int> GrantedAsync(QuotaPartage[] nodes, int parMinute, int calls)
    {
        var granted = 0;
        for (var i = 0; i < calls; i++)
            if (await nodes[i % nodes.Length].PrendreAsync("cle", parMinute, default) is null) granted++;
        return granted;
    }
}

public sealed class QuotaPartageTestsOnSqlite : QuotaPartageTests
{
    protected override bool SurPostgres => false;
}

public sealed class QuotaPartageTestsOnPostgres : QuotaPartageTests
{
    protected override bool SurPostgres => true;
}
