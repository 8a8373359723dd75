using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// Random sequences of pushes, pulls, results, mappings, guards, deliveries and lost leases, against an independent model of the
/// rules: at every message that leaves, and at rest, the gateway must have done what the model wants. 300 sequences, 10 000 with
/// <c>./test --full</c>. <c>GATEWAY_MODELE_SEED</c> begins elsewhere and <c>GATEWAY_MODELE_COUNT</c> says how many: a failure names the
/// seed that, with a count of 1, repeats it. One in ten is also replayed from its journal (<c>GATEWAY_MODELE_REJEU</c>: one in how many). Two nodes on PostgreSQL; on SQLite, where one process owns the file, one node does the
/// steps of both.
/// </summary>
public abstract class SequencesTests(PostgresServer postgres, DatabaseEngine engine)
{
    private const int DefaultSeed = 20260600;
    private const int MostFailures = 3;
    private static readonly Lock Reporting = new();
    private static readonly bool Full = Environment.GetEnvironmentVariable("GATEWAY_TESTS_FULL") == "1";
    private static readonly int Count = Setting("GATEWAY_MODELE_COUNT") ?? (Full ? 10_000 : 300);

    // A sequence waits for its database at times. In an ordinary run other tests have the processor then; this campaign is alone.
    private static readonly int Ateliers = Full ? 3 : 1;
    private static readonly int Seed = Setting("GATEWAY_MODELE_SEED") ?? DefaultSeed;

    // What was once done wrongly: it is tried again on every run.
    private static readonly int[] Retrouvees = [20262580, 20263239, 20263645, 20263730, 20263991, 20266415, 20268570, 20270149];

    [Fact]
    public async Task The_gateway_does_what_the_model_wants()
    {
        var watch = Stopwatch.StartNew();
        var (failures, failed) = (new ConcurrentQueue<string>(), 0);
        var seeds = new ConcurrentQueue<int>(Enumerable.Range(Seed, Count).Concat(Setting("GATEWAY_MODELE_SEED") is null ? Retrouvees : []));
        await Task.WhenAll(Enumerable.Range(0, Ateliers).Select(_ => Task.Run(async () =>
        {
            await using var atelier = await Atelier.CreerAsync(postgres, engine);
            while (Volatile.Read(ref failed) < (Setting("GATEWAY_MODELE_FAILURES") ?? MostFailures) && seeds.TryDequeue(out var seed))
            {
                if (await atelier.EssayerAsync(seed) is not { } failure) continue;
                Interlocked.Increment(ref failed);
                failures.Enqueue(failure);
            }
        })));
        Report(string.Create(CultureInfo.InvariantCulture,
            $"   model on {engine}: {Count} sequences from seed {Seed} in {watch.Elapsed.TotalSeconds:F0} s, {failed} failed"));
        Assert.True(failed == 0, string.Join('\n', failures));
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
