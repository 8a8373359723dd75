using System.Globalization;
using Parcoursup.Gateway.InstantaneScolarix;

// A snapshot for Scolarix, written by the gateway's own command, beside a bare SELECT of the same columns written to a file from
// the same database in the same run. Usage: InstantaneScolarix [candidates = 1000000] [sqlite|postgres|both = both]
const double LongestRatio = 3;
const double MostMemory = 300;
var candidates = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var engines = args.Length > 1 && args[1] != "both" ? [args[1]] : new[] { "sqlite", "postgres" };
var good = true;
foreach (var engine in engines)
{
    await using IMeasuredStorage storage = engine == "sqlite" ? new SqliteStorage() : await PostgresStorage.StartAsync();
    await using var gateway = await GatewayCommands.PrepareAsync(storage);
    await using (var connection = await storage.OpenAsync()) await storage.FillAsync(connection, Population.Of(candidates));
    Console.WriteLine(FormattableString.Invariant($"{engine}: {candidates} candidates, {Population.SharePresent:P0} of them in the file"));

    foreach (var round in new[] { "first snapshot", "second one, compared with the first (1 % changed)" })
    {
        if (round != "first snapshot") await using (var connection = await storage.OpenAsync()) await Population.ChangeAsync(connection);
        var bare = await BareExport.RunAsync(storage);
        var snapshot = await gateway.SnapshotAsync();
        var ratio = snapshot.Seconds / bare.Seconds;
        good &= ratio <= LongestRatio && snapshot.PeakMemory < MostMemory;
        Console.WriteLine(FormattableString.Invariant(
            $"  {round}: bare SELECT {bare.Seconds:F2} s, snapshot {snapshot.Seconds:F2} s ({snapshot.Megabytes:F0} MB), ratio {ratio:F2} (at most {LongestRatio}), peak {snapshot.PeakMemory:F0} MiB (below {MostMemory})"));
        Console.WriteLine("    " + snapshot.Message);
    }
}

return good ? 0 : 1;
