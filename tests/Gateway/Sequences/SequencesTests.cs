using System.Diagnostics;
using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// Random sequences of pushes, pulls, results, mappings, guards, deliveries and lost leases, against an independent model of the
/// rules: at every message that leaves, and at rest, the gateway must have done what the model wants. 300 sequences, 10 000 with
/// <c>./test --full</c>. <c>GATEWAY_MODELE_SEED</c> begins elsewhere and <c>GATEWAY_MODELE_COUNT</c> says how many: a failure names the
/// seed that, with a count of 1, repeats it. Two nodes on PostgreSQL; on SQLite, where one process owns the file, one node does the
/// steps of both.
/// </summary>
public abstract class SequencesTests(PostgresServer postgres, DatabaseEngine engine)
{
    private const int DefaultSeed = 20260600;
    private const int MostFailures = 3;
    private static readonly Lock Reporting = new();
    private static readonly bool Full = Environment.GetEnvironmentVariable("GATEWAY_TESTS_FULL") == "1";
    private static readonly int Count = Setting("GATEWAY_MODELE_COUNT") ?? (Full ? 10_000 : 300);
    private static readonly int Seed = Setting("GATEWAY_MODELE_SEED") ?? DefaultSeed;

    // What was once done wrongly: it is tried again on every run.
    private static readonly int[] Retrouvees = [20262580, 20263239, 20263645, 20263730, 20263991, 20266415, 20270149];

    [Fact]
    public async Task The_gateway_does_what_the_model_wants()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, engine);
        var machine = new HorlogeMachine();
        var noeuds = new List<Noeud>();
        for (var i = 0; i < (engine == DatabaseEngine.Postgres ? 2 : 1); i++) noeuds.Add(await Noeud.CreerAsync(storage, machine, i));
        var runs = 0;
        Task<string?> JugerAsync(IReadOnlyList<Operation> sequence) =>
            Deroulement.JugerAsync(noeuds, machine, string.Create(CultureInfo.InvariantCulture, $"modele-{++runs}"), sequence);

        var failures = new StringBuilder();
        var (failed, watch) = (0, Stopwatch.StartNew());
        foreach (var seed in Enumerable.Range(Seed, Count).Concat(Setting("GATEWAY_MODELE_SEED") is null ? Retrouvees : []))
        {
            if (failed >= (Setting("GATEWAY_MODELE_FAILURES") ?? MostFailures)) break;
            var sequence = new Generateur(seed).Sequence();
            if (await JugerAsync(sequence) is not { } ecart) continue;
            failed++;
            var (shortest, still) = await Reduction.ReduireAsync(sequence, ecart, JugerAsync);
            failures.AppendLine(CultureInfo.InvariantCulture, $"Seed {seed}: {still}")
                .AppendJoin('\n', shortest.Select(o => "    " + o)).AppendLine();
        }

        Report(string.Create(CultureInfo.InvariantCulture,
            $"   model on {engine}: {Count} sequences from seed {Seed} in {watch.Elapsed.TotalSeconds:F0} s, {failed} failed"));
        foreach (var noeud in noeuds) await noeud.DisposeAsync();
        Assert.True(failed == 0, failures.ToString());
    }

    // Shown by ./test even when all went well.
    private static void Report(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        lock (Reporting) File.AppendAllText(Path.Combine(AppContext.BaseDirectory, "report.txt"), line + "\n");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}

public sealed class SequencesTestsOnSqlite(PostgresServer postgres) : SequencesTests(postgres, DatabaseEngine.Sqlite);

public sealed class SequencesTestsOnPostgres(PostgresServer postgres) : SequencesTests(postgres, DatabaseEngine.Postgres);
