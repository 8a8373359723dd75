using System.Diagnostics;
using System.Net.Http.Headers;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Simulators.Tests.Apogee.ApogeeFixture;

namespace Parcoursup.Gateway.Simulators.Tests.Apogee;

public sealed class OutageTests
{
    [Fact]
    public async Task Without_the_pair_nothing_is_done()
    {
        await using var fixture = await StartAsync();
        fixture.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("opi:faux"u8));
        using var response = await fixture.SendAsync(Individu(), Item());
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Empty((await fixture.EtatAsync())["opi"]!.AsArray());
    }

    [Fact]
    public async Task The_wishes_can_be_dropped_behind_a_success()
    {
        await using var fixture = await StartAsync();
        using var ordered = await fixture.PanneAsync("""{"type":"voeuxPerdus"}""");
        using var dropped = await fixture.SendAsync(Individu(), Item());
        Assert.Equal(200, (int)dropped.StatusCode);
        Assert.Equal("DUPONT", (await fixture.OpiAsync())["nom"]!.GetValue<string>());
        Assert.Equal("", await fixture.VoeuxAsync());

        using var again = await fixture.SendAsync(Individu(), Item());
        Assert.Equal("L1DROI=F", await fixture.VoeuxAsync());
    }

    [Fact]
    public async Task Ordered_503_do_nothing_and_end()
    {
        await using var fixture = await StartAsync();
        using var ordered = await fixture.PanneAsync("""{"type":"503","nombre":2}""");
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await fixture.SendAsync(Individu(), Item());
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([503, 503, 200], statuses);
        Assert.Equal(1, (await fixture.OpiAsync())["appels"]!.GetValue<int>());
    }

    [Fact]
    public async Task Bursts_by_chance_end_too()
    {
        await using var fixture = await StartAsync(o => o with { Sins = new() { Rafale503 = 1, LongueurRafale = 2 } });
        using var first = await fixture.SendAsync(Individu(), Item());
        fixture.Simulator.Sins = new();
        using var second = await fixture.SendAsync(Individu(), Item());
        using var third = await fixture.SendAsync(Individu(), Item());
        Assert.Equal([503, 503, 200], [(int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode]);
    }

    [Fact]
    public async Task A_slow_answer_takes_its_time()
    {
        await using var fixture = await StartAsync();
        using var ordered = await fixture.PanneAsync("""{"type":"lenteur","millisecondes":200,"nombre":1}""");
        var watch = Stopwatch.StartNew();
        using var response = await fixture.SendAsync(Individu(), Item());
        Assert.True(watch.ElapsedMilliseconds >= 190);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_comes_after_the_work_was_done(bool byChance)
    {
        await using var fixture = await StartAsync(o => o with { Sins = new() { Coupure = byChance ? 1 : 0 } });
        if (!byChance)
            await fixture.PanneAsync("""{"type":"coupure"}""");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => fixture.SendAsync(Individu(), Item()));
        Assert.Equal("L1DROI=F", await fixture.VoeuxAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_call_is_applied_after_its_caller_gave_up(bool byChance)
    {
        await using var fixture = await StartAsync(
            o => o with { Retard = TimeSpan.FromSeconds(10), Sins = new ApogeeSins { Tardif = byChance ? 1 : 0 } }, timeoutMilliseconds: 200);
        if (!byChance)
            await fixture.PanneAsync("""{"type":"tardif"}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.SendAsync(Individu(), Item()));
        Assert.Empty((await fixture.EtatAsync())["opi"]!.AsArray());

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while ((await fixture.EtatAsync())["opi"]!.AsArray().Count == 0)
            await Task.Delay(50, patience.Token);
        Assert.Equal("L1DROI=F", await fixture.VoeuxAsync());
    }
}
