using System.Diagnostics;
using System.Globalization;
using Parcoursup.Gateway.Bench;
using Parcoursup.Gateway.OpiIntake;

// Durable acceptance of OPI by the hosted service, as a ratio to a bare Kestrel endpoint in the same run.
// Usage: OpiIntake [seconds per round = 10] [rounds = 3]
if (args is ["--serve", _, var url])
{
    await MeasuredServer.ServeAsync(url, app => app.MapPost("/", BareEndpoint.EchoAsync));
    return 0;
}

const int Connections = 32;
const double Target = 0.12;
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;

using var bare = await MeasuredServer.StartAsync("bare");
await using var gateway = new GatewayUnderLoad();
await gateway.StartAsync();
var next = 0;
int Numbers() => next += 1_000_000;
Console.WriteLine($"warm-up; then {rounds} rounds of {seconds} s at {Connections} connections, {new FileInfo(Wrk.Message).Length} bytes a message");
await Wrk.RunAsync(bare.Url + "/", GatewayUnderLoad.Authorization, Connections, 3, 0);
await Wrk.RunAsync(gateway.ServiceUrl, GatewayUnderLoad.Authorization, Connections, 3, Numbers());

var ratios = new List<double>();
var longest = TimeSpan.Zero;
for (var round = 1; round <= rounds; round++)
{
    var baseline = (await Wrk.RunAsync(bare.Url + "/", GatewayUnderLoad.Authorization, Connections, seconds, 0)).PerSecond;
    var durable = (await Wrk.RunAsync(gateway.ServiceUrl, GatewayUnderLoad.Authorization, Connections, seconds, Numbers())).PerSecond;
    var watch = Stopwatch.StartNew();
    var backlog = await gateway.BacklogAsync();
    while (await gateway.BacklogAsync() > 0) await Task.Delay(20);
    if (watch.Elapsed > longest) longest = watch.Elapsed;
    ratios.Add(durable / baseline);
    Console.WriteLine(FormattableString.Invariant(
        $"round {round}: bare {baseline,8:F0}/s   durable {durable,8:F0}/s   ratio {durable / baseline:F3}   backlog {backlog} applied {watch.Elapsed.TotalSeconds:F2} s after the end"));
}

ratios.Sort();
var median = ratios[ratios.Count / 2];
Console.WriteLine(FormattableString.Invariant($"median ratio {median:F3} (target {Target}), backlog within {longest.TotalSeconds:F2} s (target 2 s), gateway peak {gateway.Peak:F0} MiB"));
return median >= Target && longest < TimeSpan.FromSeconds(2) ? 0 : 1;
