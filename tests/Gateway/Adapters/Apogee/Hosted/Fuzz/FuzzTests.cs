using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>Nothing beside it: memory is measured on the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FuzzCollection
{
    public const string Name = "Fuzz";
}

/// <summary>
/// Damaged requests against the hosted service: each is answered well formed and with an allowed status, none fails
/// unexpectedly, and whatever is accepted is really acceptable. 50 000 of them, 1 000 000 with <c>./test --full</c>;
/// <c>GATEWAY_FUZZ_SEED</c> begins elsewhere. A request that fails is written beside the tests' program: put it into
/// <c>tests/Fixtures/Trouvailles</c> with the mending, where it is tried again for ever.
/// </summary>
[Collection(FuzzCollection.Name)]
public sealed class FuzzTests
{
    private const int DefaultSeed = 20260710;
    private const int Shard = 500;
    private const int MostFailures = 20;
    private static readonly bool Full = Environment.GetEnvironmentVariable("GATEWAY_TESTS_FULL") == "1";
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_FUZZ_COUNT"), CultureInfo.InvariantCulture, out var asked) ? asked : Full ? 1_000_000 : 50_000;
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_FUZZ_SEED"), CultureInfo.InvariantCulture, out var asked) ? asked : DefaultSeed;

    [Fact]
    public async Task Every_sound_request_is_accepted()
    {
        await using var pipeline = new HostedPipeline();
        Assert.True(Seeds.Sound.Count > 40, "The captured requests are missing.");
        foreach (var seed in Seeds.Sound)
        {
            var handled = await pipeline.PostAsync(seed);
            Assert.True(handled.Status == 200, handled.Text);
            Assert.Null(Judge.Verdict(seed, handled));
        }
    }

    [Fact]
    public async Task Whatever_was_once_wrongly_handled_is_handled()
    {
        await using var pipeline = new HostedPipeline();
        foreach (var (name, request) in Seeds.Findings)
        {
            var verdict = Judge.Verdict(request, await pipeline.PostAsync(request)) ?? pipeline.TakeUnexpected();
            Assert.True(verdict is null, $"{name}: {verdict}");
        }
    }

    [Fact]
    public async Task Damaged_requests_are_refused_or_accepted_rightly_and_nothing_fails_unexpectedly()
    {
        await using var pipeline = new HostedPipeline();
        var statuses = new int[600];
        var failures = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes();
        await Parallel.ForEachAsync(Enumerable.Range(0, Count / Shard), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (shard, _) =>
        {
            var mutator = new Mutator(Seeds.All, new Random(unchecked(Seed + (shard * 7919))));
            for (var i = 0; i < Shard && failures.Count < MostFailures; i++)
            {
                var request = mutator.Next();
                var handled = await pipeline.PostAsync(request);
                Interlocked.Increment(ref statuses[handled.Status]);
                if ((Judge.Verdict(request, handled) ?? pipeline.TakeUnexpected()) is { } verdict) failures.GetOrAdd(verdict, _ => Keep(request, shard, i));
            }
        });

        Assert.True(failures.IsEmpty, $"Seed {Seed}, one request of each kind of failure:\n" + string.Join('\n', failures.Select(f => $"{f.Value}: {f.Key}")));

        var perRequest = (GC.GetTotalAllocatedBytes() - allocated) / Count;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{Count} requests in {watch.Elapsed.TotalSeconds:F1} s: 200 {statuses[200]}, 500 {statuses[500]}, 415 {statuses[415]}, 413 {statuses[413]}; {perRequest / 1024} KiB allocated a request, mutation and judgement included; {held / 1048576} MiB held"));
        // Neither all refused nor all accepted: the damages reach every part.
        Assert.True(statuses[200] > Count / 50 && statuses[500] > Count / 3 && statuses[415] > 0, string.Join(' ', statuses.Index().Where(s => s.Item > 0)));
        Assert.True(perRequest < 1024 * 1024, $"{perRequest} bytes allocated a request");
        Assert.True(held < 256L * 1024 * 1024, $"{held} bytes held");
    }

    private static string Keep(CapturedRequest request, int shard, int number)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "fuzz")).FullName, $"{Seed}-{shard}-{number}.http");
        File.WriteAllBytes(path, request.ToFile());
        return path;
    }
}
