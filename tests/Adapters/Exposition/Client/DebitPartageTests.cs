using Parcoursup.Gateway.Adapters.Exposition.Client;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Client;

/// <summary>The limit of calls, over all nodes.</summary>
public abstract class DebitPartageTests : BaseTest
{
    // One every 50 ms in the long run, and never more at once than the burst.
    private static readonly ReglagesAppel Reglages = ReglagesAppel.Usuels with { ParMinute = 1_220, Rafale = 20 };

    [Fact]
    public async Task Two_nodes_share_one_burst_and_one_pace()
    {
        var a = new DebitPartage(Database, "api", Reglages, TimeProvider.System);
        var b = new DebitPartage(Database, "api", Reglages, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        var times = new System.Collections.Concurrent.ConcurrentBag<TimeSpan>();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var lease = await (i % 2 == 0 ? a : b).Limiteur.AcquireAsync();
            Assert.True(lease.IsAcquired);
            times.Add(TimeProvider.System.GetElapsedTime(start));
        }));

        // However many were let through at any moment: no more than the burst and what its time allows.
        var sorted = times.Order().ToList();
        for (var i = 0; i < sorted.Count; i++)
            Assert.True(i + 1 <= 20 + (sorted[i].TotalMilliseconds / 50) + 1, $"{i + 1} after {sorted[i].TotalMilliseconds} ms");
        Assert.True(sorted[^1].TotalSeconds > 1.4, $"{sorted[^1]}");
    }

    [Fact]
    public async Task Another_API_has_a_limit_of_its_own()
    {
        var one = new DebitPartage(Database, "une", Reglages, TimeProvider.System);
        var other = new DebitPartage(Database, "autre", Reglages, TimeProvider.System);
        await one.RepousserAsync(TimeSpan.FromHours(1), default);

        for (var i = 0; i < 10; i++) (await other.Limiteur.AcquireAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5))).Dispose();
    }

    [Fact]
    public async Task What_the_API_asks_to_wait_everybody_waits()
    {
        var a = new DebitPartage(Database, "api", Reglages, TimeProvider.System);
        var b = new DebitPartage(Database, "api", Reglages, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        await a.RepousserAsync(TimeSpan.FromMilliseconds(600), default);

        (await b.Limiteur.AcquireAsync()).Dispose();

        Assert.True(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds > 550);
    }

    [Fact]
    public async Task A_strict_API_never_says_that_there_were_too_many()
    {
        await using var simulator = await Sources.SimulerAsync(
            JeuExposition.Vide, new ExpositionOptions { LimiteParMinute = 3_000, Rafale = 50 });
        var settings = new[] { ("Exposition:AppelsParMinute", "3000"), ("Exposition:Rafale", "50") };
        var nodes = new[] { Noeud(TimeProvider.System, settings), Noeud(TimeProvider.System, settings) }.Select(node =>
            ((Parcoursup.Gateway.Adapters.Exposition.Protocol.IExpositionClients)node.GetService(
                typeof(Parcoursup.Gateway.Adapters.Exposition.Protocol.IExpositionClients))!).Ouvrir(Sources.Ancienne(simulator))).ToList();

        await Task.WhenAll(Enumerable.Range(0, 120).Select(i =>
            nodes[i % 2].LireAsync(Sources.Formation($"0750{i:000}A", "40025214"), null, default)));

        Assert.Equal((0, 120), (simulator.Appels.AuDela, simulator.Appels.Formations));
    }

    public sealed class OnSqlite : DebitPartageTests
    {
        protected override bool SurPostgres => false;
    }

    public sealed class OnPostgres : DebitPartageTests
    {
        protected override bool SurPostgres => true;
    }
}
