using System.Globalization;
using Parcoursup.Gateway.Bench;
using Parcoursup.Gateway.SoapAnswer;

// Reading an OPI and answering it, with nothing stored: the hosted pipeline and XmlSerializer, as ratios to a bare Kestrel
// endpoint that reads the same bytes in the same run. Usage: SoapAnswer [seconds per round = 5] [rounds = 5]
if (args is ["--serve", var kind, var url])
{
    await MeasuredServer.ServeAsync(url, Endpoints.Of(kind));
    return 0;
}

const int Connections = 32;
const double TargetRatio = 0.5;
const double TargetAllocation = 3;
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var bytes = new FileInfo(Wrk.Message).Length;

PureParse.Run(seconds);
Console.WriteLine();
Console.WriteLine($"over HTTP: {rounds} rounds of {seconds} s at {Connections} connections, {bytes} bytes a message");
var contenders = new List<Contender>();
try
{
    foreach (var name in Endpoints.Names) contenders.Add(await Contender.StartAsync(name));
    foreach (var contender in contenders) await contender.WarmUpAsync(Connections);
    // In turn within each round, so that what else the machine does meets them all.
    for (var round = 1; round <= rounds; round++)
    {
        foreach (var contender in contenders) await contender.PlayAsync(Connections, seconds);
        Console.WriteLine($"round {round}: " + string.Join("   ", contenders.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.Rates[^1]:F0}/s"))));
    }
}
finally
{
    contenders.ForEach(c => c.Dispose());
}

var (bare, soap) = (contenders[0], contenders[1]);
Console.WriteLine();
Console.WriteLine($"{"",-14} {"requests/s",10} {"ratio",6} {"µs CPU",7} {"B/request",10} {"more than bare",15} {"x envelope",10}");
foreach (var c in contenders)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{c.Name,-14} {c.Rate,10:F0} {c.RatioTo(bare),6:F3} {c.CpuPerRequest,7:F1} {c.BytesPerRequest,10:F0} {c.BytesPerRequest - bare.BytesPerRequest,15:F0} {(c.BytesPerRequest - bare.BytesPerRequest) / bytes,10:F2}"));

var allocation = (soap.BytesPerRequest - bare.BytesPerRequest) / bytes;
var good = soap.RatioTo(bare) >= TargetRatio && allocation < TargetAllocation;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{(good ? "reached" : "MISSED")}: median ratio {soap.RatioTo(bare):F3} (target {TargetRatio}), allocation {allocation:F2} times the envelope (target below {TargetAllocation})"));
return good ? 0 : 1;
