using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>
/// Where instants lie among the numbers of a journal, which are given in the order of time: a period is found by halving, with the
/// primary key alone.
/// </summary>
/// <param name="Table">With the key <c>id</c>.</param>
/// <param name="Instant">The column that says when.</param>
internal sealed record JournalPlaces(string Table, string Instant)
{
    /// <summary>So many numbers are looked through at once.</summary>
    public const int Window = 5_000;

    // Nodes have clocks of their own, and what began first may be written last.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    /// <summary>
    /// Numbers between which a period lies: the first, and the one behind its last. Some before and after it lie there too.
    /// </summary>
    public async Task<(long First, long End)> OfAsync(Database database, IPeriode periode, CancellationToken ct)
    {
        var bounds = (await database.FirstOrDefaultAsync<Bounds>($"SELECT MIN(id) AS first, MAX(id) AS last FROM {Table}", null, ct))!;
        if (bounds is not { First: { } first, Last: { } last }) return (1, 1);
        var low = periode.Depuis is { } since ? (await HalveAsync(database, since - Slack, first, last + 1, ct)).Low : first;
        var high = periode.Jusqua is { } until ? (await HalveAsync(database, until + Slack, first, last + 1, ct)).High : last + 1;
        return (low, high);
    }

    // Whatever is before Low is earlier, whatever is from High on is not.
    private async Task<(long Low, long High)> HalveAsync(
        Database database, DateTimeOffset instant, long low, long high, CancellationToken ct)
    {
        while (high - low > Window)
        {
            var middle = low + ((high - low) / 2);
            var row = await database.FirstOrDefaultAsync<Place>(
                $"SELECT id, {Instant} AS le FROM {Table} WHERE id >= @middle ORDER BY id LIMIT 1", new { middle }, ct);
            if (row is null || row.Le >= instant || row.Id >= high) high = middle;
            else low = row.Id + 1;
        }

        return (low, high);
    }

    private sealed class Bounds
    {
        public long? First { get; init; }
        public long? Last { get; init; }
    }

    private sealed class Place
    {
        public long Id { get; init; }
        public DateTimeOffset Le { get; init; }
    }
}
