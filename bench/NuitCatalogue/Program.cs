using System.Globalization;
using Parcoursup.Gateway.NuitCatalogue;

// A night of the catalogue by the gateway's own command, read from and written to the database with its history, beside the bare
// SELECT and UPDATE of the same rows, five times, each on a fresh base. Then 2 and 4 times the formations, and 2 and 4 times the rules.
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
const int Rounds = 5;
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
        var isBase = size == (formations, rules);
        var rounds = new List<Round>();
        for (var i = 0; i < (isBase ? Rounds : 1); i++) rounds.Add(await Round.RunAsync(engine, size.Formations, size.Rules));
        foreach (var round in rounds) Console.WriteLine(FormattableString.Invariant($"{engine}: {size.Formations} formations, {size.Rules} rules: {round}"));
        if (!isBase) continue;
        var ratio = rounds.Select(r => r.Ratio).Order().ElementAt(Rounds / 2);
        Console.WriteLine(FormattableString.Invariant($"{engine}: median ratio of {Rounds} rounds {ratio:F2}"));
        good &= ratio <= LongestRatio && rounds.TrueForAll(r => r.Cpu < MostCpu && r.Peak < MostMemory);
    }

Console.WriteLine(good ? "Within the limits." : FormattableString.Invariant($"Beyond a limit: {MostCpu} s of CPU, {MostMemory} MiB, ratio {LongestRatio}."));
return good ? 0 : 1;
