using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;

/// <summary>Two nodes on one PostgreSQL, behind one address as far as Fregata knows.</summary>
public sealed class FregataDeuxNoeudsTests(PostgresServer postgres) : FregataTest(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Imports_and_validations_at_both_nodes_at_once_do_not_mix_and_inform_Parcoursup_once()
    {
        AtParcoursup(VingtCandidats());
        await StartFregataAsync();
        await using var node = await GatewayInstance.StartAsync(Storage);
        using var other = new FregataApi(node.Url, Etab.Uai);

        var imports = await Task.WhenAll(Fregata.ImportedAsync(), other.ImportedAsync());

        Assert.All(imports, i => Assert.Equal((20, 34), (Number(i, "nombreCandidats"), Number(i, "nombreResponsables"))));
        Assert.Equal(20, (await Fregata.ListAsync("inscriptions")).Count);
        int[] codes = [.. Enumerable.Range(101, 20)];
        await Task.WhenAll(Fregata.ProcessAsync(codes), other.ProcessAsync(codes));
        // A simulated clock is read again by the other node within a second: both are told.
        await SetDayAsync(9, 1);
        await node.Admin.SetClockAsync(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(2)));

        var reports = await Task.WhenAll(Fregata.ValidateAsync(codes), other.ValidateAsync(codes));

        Assert.All(reports, r => Assert.True(Number(r, "refuses") == 0, r.ToJsonString()));
        foreach (var report in reports)
            await Poll.UntilAsync(async () => Number(await Fregata.GetAsync($"validations/{report["id"]}"), "informes") == 20);
        foreach (var code in codes) Assert.Equal("1", await Etab.FeedbackAsync(code));
    }
}
