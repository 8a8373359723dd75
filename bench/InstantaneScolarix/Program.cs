using System.Globalization;
using Parcoursup.Gateway.InstantaneScolarix;

// A snapshot for Scolarix, written by the gateway's own command, beside a bare SELECT of the same columns written to a file from
// the same database in the same run: the first of a session, then some that are compared with their predecessor.
// Usage: InstantaneScolarix [candidates = 1000000] [sqlite|postgres|both = both] [compared snapshots = 3]
if (args is [BareExport.Argument, var bareEngine, var connexion])
{
    Console.Write((await BareExport.ExportAsync(bareEngine, connexion)).ToString(CultureInfo.InvariantCulture));
    return 0;
}

const double LongestRatio = 3;
const double MostMemory = 300;
var candidates = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var engines = args.Length > 1 && args[1] != "both" ? [args[1]] : new[] { "sqlite", "postgres" };
var compared = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
var good = true;
foreach (var engine in engines)
{
    await using IMeasuredStorage storage = engine == "sqlite" ? new SqliteStorage() : await PostgresStorage.StartAsync();
    await using var gateway = await GatewayCommands.PrepareAsync(storage);
    await using (var connection = await storage.OpenAsync()) await storage.FillAsync(connection, Population.Of(candidates));
    Console.WriteLine(FormattableString.Invariant($"{engine}: {candidates} candidates, {Population.SharePresent:P0} of them in the file"));

    var ratios = new List<double>();
    var peak = 0.0;
    for (var round = 0; round <= compared; round++)
    {
        if (round > 0)
        {
            await using var connection = await storage.OpenAsync();
            await Population.ChangeAsync(connection, round);
        }

        var before = await BareExport.RunAsync(storage);
        var snapshot = await gateway.SnapshotAsync();
        var after = await BareExport.RunAsync(storage);
        // Around the snapshot, so that what else the machine does meets both.
        var bare = (before + after) / 2;
        ratios.Add(snapshot.Seconds / bare);
        peak = Math.Max(peak, snapshot.PeakMemory);
        Console.WriteLine(FormattableString.Invariant(
            $"  {snapshot.Message} Bare SELECT {bare:F2} s, snapshot {snapshot.Seconds:F2} s ({snapshot.Megabytes:F0} MB), ratio {ratios[^1]:F2}, peak {snapshot.PeakMemory:F0} MiB"));
    }

    ratios.Sort();
    var median = ratios[ratios.Count / 2];
    good &= median <= LongestRatio && peak < MostMemory;
    Console.WriteLine(FormattableString.Invariant($"  median ratio {median:F2} (at most {LongestRatio}), peak {peak:F0} MiB (below {MostMemory})"));
}

return good ? 0 : 1;
