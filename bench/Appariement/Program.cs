using System.Globalization;
using Parcoursup.Gateway.Appariement;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Simulators.Exposition.Monde;

// Candidates of a realistic catalogue, a matching by lists whose calls are counted, and one whose answers are all kept, by the gateway's
// own commands: once, twice and four times the catalogue. It fails where a bound of the requirement is passed: time and memory of the
// usual catalogue, calls of a run by lists, or a growth that is more than the catalogue's.
// Usage: Appariement [lines = 24000]
var lines = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : MondeExposition.Usuel;
var folder = Directory.CreateTempSubdirectory("appariement-");
var (good, smallest) = (true, (Candidates: 0.0, Cold: 0.0, Warm: 0.0));
try
{
    foreach (var factor in (int[])[1, 2, 4])
    {
        var world = MondeExposition.Generer(1, lines * factor);
        var place = folder.CreateSubdirectory(factor.ToString(CultureInfo.InvariantCulture));
        await world.EcrireAsync(place, default);
        var (catalogue, nomenclatures) = (Path.Combine(place.FullName, world.Catalogue.Nom), Path.Combine(place.FullName, "nomenclatures"));

        var candidates = await MeasuredCommand.RunAsync("candidats", "--entree", catalogue, "--nomenclatures", nomenclatures, "--json");
        await using var api = await ExpositionSimulator.StartAsync(
            new ExpositionOptions { LimiteParMinute = 60_000_000, Rafale = 100_000 }, world.Jeu, TimeProvider.System, default);
        var key = Path.Combine(place.FullName, "cle");
        await File.WriteAllTextAsync(key, "cle-ancienne");
        string[] Matching(string database, params string[] more) =>
        [
            "apparier", "--base", Path.Combine(place.FullName, database), "--entree", catalogue, "--nomenclatures", nomenclatures, "--api",
            api.Ancienne.ToString(), "--cle-fichier", key, "--sortie", Path.Combine(place.FullName, database + ".csv"), "--json", .. more,
        ];

        var cold = await MeasuredCommand.RunAsync(Matching("liste.db", "--mode", "liste"));
        var calls = api.Appels.Listes;
        var warm = await MeasuredCommand.RunAsync(Matching("liste.db", "--mode", "liste", "--reprendre"));
        foreach (var (name, run) in new[] { ("candidates", candidates), ("cold", cold), ("warm", warm) })
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{lines * factor,7} lines, {name,-10}: CPU {run.Cpu.TotalSeconds,6:0.0} s, wall {run.Wall.TotalSeconds,6:0.0} s, "
                + $"{run.Mebibytes,5:0} MiB, code {run.Code}"));
        Console.WriteLine(FormattableString.Invariant(
            $"        {calls} calls for {world.Jeu.Formations.Count} + {world.Jeu.Certifications.Count} records"));
        good &= candidates.Code == 0 && cold.Code == 0 && warm.Code == 0;
        var pages = Pages(world.Jeu.Formations.Count) + Pages(world.Jeu.Certifications.Count);
        Check(calls <= pages * 1.01, $"{calls} calls, {pages} pages");
        Check(api.Appels.Listes == calls, $"what was answered was asked for again");
        if (factor == 1)
        {
            smallest = (candidates.Cpu.TotalSeconds, cold.Cpu.TotalSeconds, warm.Cpu.TotalSeconds);
            Check(candidates.Cpu.TotalSeconds < 10, $"candidates: 10 s of CPU");
            Check(warm.Cpu.TotalSeconds < 60 && warm.Mebibytes < 500, $"warm: 60 s of CPU, 500 MiB");
        }

        Linear("candidates", candidates, smallest.Candidates, factor);
        Linear("cold", cold, smallest.Cold, factor);
        Linear("warm", warm, smallest.Warm, factor);
    }
}
finally
{
    folder.Delete(recursive: true);
}

return good ? 0 : 1;

static int Pages(int records) => Math.Max(1, (records + 999) / 1000);

// A start of the program is part of each: growth can only be less than the catalogue's; a third more is the machine's noise.
void Linear(string name, MeasuredCommand run, double once, int factor) =>
    Check(run.Cpu.TotalSeconds <= once * factor * 1.33,
        $"{name}: {factor} times the lines, {run.Cpu.TotalSeconds / once:0.0} times the CPU");

void Check(bool holds, FormattableString what)
{
    good &= holds;
    if (!holds) Console.WriteLine("        NOT MET: " + FormattableString.Invariant(what));
}
