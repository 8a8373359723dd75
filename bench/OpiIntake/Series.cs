using System.Diagnostics;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.OpiIntake;

/// <summary>The rounds on one database, in turn with the bare endpoint.</summary>
internal sealed class Series(string engine, MeasuredServer bare, GatewayUnderLoad gateway, int seconds, double target)
{
    private const int Connections = 32;
    private const double LongestAnswer = 60;
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    private readonly List<double> _ratios = [];
    private readonly List<double> _cpus = [];
    private readonly List<double> _latencies = [];
    private TimeSpan _longest;
    private int _next;

    public async Task<bool> RunAsync(int rounds)
    {
        Console.WriteLine($"{engine}: warm-up; then {rounds} rounds of {seconds} s at {Connections} connections, {new FileInfo(Wrk.Message).Length} bytes a message");
        await LoadAsync(bare.Url + "/", 3);
        await LoadAsync(gateway.ServiceUrl, 3);
        for (var round = 1; round <= rounds; round++) await RoundAsync(round);

        var ratio = Median(_ratios);
        var good = ratio >= target && _longest < LongestRest && Median(_latencies) < LongestAnswer;
        Console.WriteLine(FormattableString.Invariant(
            $"{engine} {(good ? "reached" : "MISSED")}: median ratio {ratio:F3} (target {target:F2}), {Median(_cpus):F0} µs of processor a message in the gateway, p99 {Median(_latencies):F0} ms (target {LongestAnswer:F0}), backlog within {_longest.TotalSeconds:F2} s (target {LongestRest.TotalSeconds:F0} s), gateway peak {gateway.Peak:F0} MiB"));
        return good;
    }

    private async Task RoundAsync(int round)
    {
        var baseline = (await LoadAsync(bare.Url + "/", seconds)).PerSecond;
        var before = gateway.Cpu;
        var load = await LoadAsync(gateway.ServiceUrl, seconds);
        var watch = Stopwatch.StartNew();
        var backlog = await gateway.BacklogAsync();
        while (await gateway.BacklogAsync() > 0) await Task.Delay(20);
        if (watch.Elapsed > _longest) _longest = watch.Elapsed;
        _ratios.Add(load.PerSecond / baseline);
        _cpus.Add((gateway.Cpu - before).TotalMicroseconds / load.Requests);
        _latencies.Add(load.P99);
        Console.WriteLine(FormattableString.Invariant(
            $"round {round}: bare {baseline,8:F0}/s   durable {load.PerSecond,8:F0}/s   ratio {_ratios[^1]:F3}   {_cpus[^1]:F0} µs   p99 {load.P99:F0} ms   backlog {backlog} applied {watch.Elapsed.TotalSeconds:F2} s after the end"));
    }

    private Task<Load> LoadAsync(string url, int lasting) =>
        Wrk.RunAsync(url, GatewayUnderLoad.Authorization, Connections, lasting, _next += 1_000_000);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
