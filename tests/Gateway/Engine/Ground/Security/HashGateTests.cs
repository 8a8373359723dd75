using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>Hashing is no lever to wear the machine out.</summary>
public sealed class HashGateTests
{
    [Fact]
    public async Task Computations_are_bounded_in_number_the_surplus_is_sent_away_and_known_callers_do_not_wait_for_strangers()
    {
        using var gate = new HashGate();
        using var held = new ManualResetEventSlim();
        var (now, most) = (0, 0);
        bool Compute()
        {
            var running = Interlocked.Increment(ref now);
            lock (gate) most = Math.Max(most, running);
            held.Wait(Poll.Patience);
            Interlocked.Decrement(ref now);
            return true;
        }

        var strangers = Enumerable.Range(0, 200).Select(_ => gate.RunAsync(known: false, Compute)).ToList();

        Assert.Equal(200 - 32, strangers.Count(s => s.IsCompleted));
        Assert.True(await gate.RunAsync(known: true, () => true).WaitAsync(Poll.Patience));
        held.Set();
        var outcomes = await Task.WhenAll(strangers);
        Assert.Equal(32, outcomes.Count(o => o == true));
        Assert.InRange(most, 1, Math.Max(1, Environment.ProcessorCount / 4));
        Assert.True(await gate.RunAsync(known: false, () => true));
    }
}
