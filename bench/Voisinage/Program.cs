using System.Globalization;
using Parcoursup.Gateway.Bench;
using Parcoursup.Gateway.Voisinage;

// One gateway, two établissements (rule J1): while one abuses it in every way that its own keys and passwords allow, how long the pushes
// of the other wait for their answer, and its OPI until they reach Apogée. The quiet gateway of the same run is told beside it.
// Usage: Voisinage [seconds per abuse = 20] [sqlite|postgres|both = both]
const double LongestAnswer = 1000;
const double LongestDelivery = 5000;
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
var engines = args.Length > 1 && args[1] != "both" ? [args[1]] : new[] { "sqlite", "postgres" };
var good = true;
foreach (var engine in engines)
{
    var quiet = await MeasureAsync(engine, null);
    Console.WriteLine($"{engine}: quiet: {quiet.Waits}, peak {quiet.Peak:F0} MiB");
    foreach (var abuse in Abus.Names)
    {
        var (under, calls, peak) = await MeasureAsync(engine, abuse);
        var within = under.AnswerP99 <= LongestAnswer && under.DeliveryMax <= LongestDelivery;
        good &= within;
        Console.WriteLine(FormattableString.Invariant(
            $"{engine}: {abuse} ({calls} calls): {under}, {under.AnswerP99 / quiet.Waits.AnswerP99:F1} times the quiet p99, peak {peak:F0} MiB{(within ? "" : "  BEYOND")}"));
    }
}

Console.WriteLine(good ? "Within the limits." : FormattableString.Invariant($"Beyond a limit: p99 of the answers {LongestAnswer} ms, the slowest delivery {LongestDelivery} ms."));
return good ? 0 : 1;

// Each with a gateway of its own: what one abuse has left to be done is not the next one's.
async Task<(Attentes Waits, int Calls, double Peak)> MeasureAsync(string engine, string? abuse)
{
    await using var cluster = engine == "postgres" ? await PostgresCluster.StartAsync() : null;
    await using var apogee = await ApogeeInstantane.StartAsync();
    await using var gateway = new GatewayProcess(Etablissements.Settings(cluster?.Connexion));
    await gateway.StartAsync(Etablissements.Document(apogee.Url));
    var victim = new Victime(gateway.Url, apogee);
    // What is compiled at the first call is nobody's abuse.
    await victim.MeasureAsync(TimeSpan.FromSeconds(5));
    using var end = new CancellationTokenSource();
    var hostile = abuse is null ? Task.FromResult(0) : Abus.SideBySideAsync(Abus.Of(abuse, gateway.Url, await Etablissements.KeyAsync(gateway)), end.Token);
    var waits = await victim.MeasureAsync(TimeSpan.FromSeconds(seconds));
    await end.CancelAsync();
    return (waits, await hostile, gateway.Peak);
}
