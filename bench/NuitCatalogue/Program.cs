using System.Globalization;
using Parcoursup.Gateway.NuitCatalogue;

// A night of the catalogue by the gateway's own command, read from and written to the database with its history, beside the bare
// SELECT and UPDATE of the same rows. Then 1, 2 and 4 times the formations, and 1, 2 and 4 times the rules.
// Usage: NuitCatalogue [formations = 65212] [rules = 60] [sqlite|postgres|both = both] [linear = yes|no]
SQLitePCL.Batteries_V2.Init();
if (args is [BarePass.Argument, var bareEngine, var connexion])
{
    Console.Write(await BarePass.RunHereAsync(bareEngine, connexion));
    return 0;
}

const double MostCpu = 10;
const double MostMemory = 400;
const double LongestRatio = 3;
var formations = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 65_212;
var rules = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60;
var engines = args.Length > 2 && args[2] != "both" ? [args[2]] : new[] { "sqlite", "postgres" };
(int Formations, int Rules)[] sizes = args is [.., "no"]
    ? [(formations, rules)]
    : [(formations, rules), (2 * formations, rules), (4 * formations, rules), (formations, 2 * rules), (formations, 4 * rules)];
var good = true;
foreach (var engine in engines)
    foreach (var size in sizes)
    {
        await using var storage = engine == "sqlite" ? MeasuredDatabase.Sqlite() : await MeasuredDatabase.PostgresAsync();
        await storage.FillAsync(size.Formations, size.Rules);
        var start = await storage.RunAsync("regles", "historique", "--regle", "aucune");
        var first = await storage.RunAsync("nuit", "--date", "2026-02-12");
        var second = await storage.RunAsync("nuit", "--date", "2026-02-13");
        var bare = await BarePass.RunAsync(engine, storage);
        // Times of processors: what else the machine does is in the seconds of the clock.
        var ratio = Math.Max(0, first.AllCpu - start.AllCpu) / bare.AllCpu;
        Console.WriteLine(FormattableString.Invariant(
            $"{engine}: {size.Formations} formations, {size.Rules} rules: first night {first.Cpu:F1} s of CPU and {first.Server:F1} s of the server's, second {second.Cpu:F1} and {second.Server:F1}, start {start.Cpu:F1}, peak {Math.Max(first.Peak, second.Peak):F0} MiB; bare SELECT and UPDATE {bare.Cpu:F1} and {bare.Server:F1}, ratio {ratio:F2}; by the clock {first.Seconds:F1}, {start.Seconds:F1}, {bare.Seconds:F1} s"));
        if (size == (formations, rules))
            good &= first.Cpu < MostCpu && second.Cpu < MostCpu && first.Peak < MostMemory && ratio <= LongestRatio;
    }

Console.WriteLine(good ? "Within the limits." : FormattableString.Invariant($"Beyond a limit: {MostCpu} s of CPU, {MostMemory} MiB, ratio {LongestRatio}."));
return good ? 0 : 1;
