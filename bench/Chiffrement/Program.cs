using System.Diagnostics;
using System.Globalization;
using Parcoursup.Gateway.Chiffrement;

// What sealing costs (rule J5): two gateways, one of which seals, in turn on the same machine: OPI by SOAP, candidates by file with their
// evaluation, and the evaluation of everybody alone. Of each the median over the rounds of the ratio sealed / clear.
// Usage: Chiffrement [seconds of OPI a round = 5] [lines of a file = 20000] [rounds = 5]
const double Least = 0.90;
SQLitePCL.Batteries_V2.Init();
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var lines = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000;
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;

await using var sealing = new MeasuredSealing(isSealing: true);
await using var clear = new MeasuredSealing(isSealing: false);
await sealing.StartAsync();
await clear.StartAsync();
// Round 0 warms both up.
var ratios = new Dictionary<string, List<double>> { ["opi"] = [], ["file"] = [], ["evaluation"] = [] };
for (var round = 0; round <= rounds; round++)
{
    // Whoever goes first in one round goes second in the next.
    MeasuredSealing[] turns = round % 2 == 0 ? [sealing, clear] : [clear, sealing];
    var number = round;
    await MeasureAsync("opi", turns, g => g.OpiAsync(seconds, number * 10_000_000 + 1));
    await MeasureAsync("file", turns, g => g.FileAsync(lines, number * lines + 1));
    await MeasureAsync("evaluation", turns, g => g.EvaluationAsync((number + 1) * lines));
    if (round > 0) continue;
    Console.WriteLine("(that was the warm-up)");
    foreach (var of in ratios.Values) of.Clear();
}

var good = true;
foreach (var (name, of) in ratios)
{
    var median = of.Order().ElementAt(of.Count / 2);
    good &= median >= Least;
    Console.WriteLine(FormattableString.Invariant($"{name}: median ratio sealed / clear of {of.Count} rounds {median:F3} (at least {Least:F2})"));
}

return good ? 0 : 1;

async Task MeasureAsync(string name, MeasuredSealing[] turns, Func<MeasuredSealing, Task<double>> measure)
{
    var rates = new Dictionary<MeasuredSealing, double>();
    var cpu = new Dictionary<MeasuredSealing, double>();
    foreach (var gateway in turns)
    {
        var (before, watch) = (gateway.Cpu, Stopwatch.StartNew());
        rates[gateway] = await measure(gateway);
        cpu[gateway] = (gateway.Cpu - before).TotalMicroseconds / (rates[gateway] * watch.Elapsed.TotalSeconds);
    }

    ratios[name].Add(rates[sealing] / rates[clear]);
    Console.WriteLine(FormattableString.Invariant($"{name}: sealed {rates[sealing],8:F0}/s   clear {rates[clear],8:F0}/s   ratio {rates[sealing] / rates[clear]:F3}   processors {cpu[sealing],5:F0} and {cpu[clear],5:F0} µs each"));
}
