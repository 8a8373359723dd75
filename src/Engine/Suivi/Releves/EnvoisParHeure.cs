using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Suivi.Releves;

/// <summary>How the attempts of an hour ended.</summary>
/// <param name="Heure">Its beginning, by machine time.</param>
/// <param name="Echecs">Those that are made again: failures, calls without an answer, what did not leave.</param>
public sealed record HeureEnvois(DateTimeOffset Heure, long Acquittees, long Refusees, long Echecs);

/// <summary>What was sent in each hour, counted behind the senders and kept for a month: a page reads a line for each hour.</summary>
public sealed class EnvoisParHeure(Database database, TimeProvider time)
{
    private static readonly TimeSpan Heure = TimeSpan.FromHours(1);
    private static readonly TimeSpan Gardees = TimeSpan.FromDays(31);

    private static readonly JournalPlaces Places = new("echange", "commence_le");

    /// <summary>The last hours, the present one too, each of them: also those in which nothing was sent.</summary>
    public async Task<IReadOnlyList<HeureEnvois>> DerniersAsync(string etablissement, int hours, CancellationToken ct)
    {
        var present = HeureDe(time.GetUtcNow());
        var since = present - (Heure * (hours - 1));
        var kept = (await database.QueryAsync<Row>(
            "SELECT heure, acquittees, refusees, echecs FROM releve_heure WHERE etablissement = @etablissement AND heure >= @since",
            new { etablissement, since }, ct)).ToDictionary(row => row.Heure.ToUniversalTime());
        return
        [
            .. Enumerable.Range(0, hours).Select(i => since + (Heure * i)).Select(hour => kept.GetValueOrDefault(hour) is { } row
                ? new HeureEnvois(hour, row.Acquittees, row.Refusees, row.Echecs) : new HeureEnvois(hour, 0, 0, 0)),
        ];
    }

    /// <summary>
    /// Counts the present hour and the one before anew, of every établissement: doing it twice, or at two nodes, gives the same.
    /// </summary>
    /// <returns>How many attempts were looked at.</returns>
    public async Task<long> CompterAsync(CancellationToken ct)
    {
        var looked = 0L;
        var present = HeureDe(time.GetUtcNow());
        foreach (var hour in new[] { present - Heure, present })
        {
            var (first, end) = await Places.OfAsync(database, new Une(hour, hour + Heure), ct);
            if (first >= end) continue;
            looked += end - first;
            // Read first: the one writer of a small database is everybody's, and an hour may be long to count.
            var counted = await database.QueryAsync<Row>(
                $"""
                SELECT l.etablissement, {Ended(nameof(IssueEnvoi.Acquittee))} AS acquittees,
                  {Ended(nameof(IssueEnvoi.Refusee))} AS refusees,
                  {Count.Where($"e.issue NOT IN ('{nameof(IssueEnvoi.Acquittee)}', '{nameof(IssueEnvoi.Refusee)}')")} AS echecs
                FROM echange e JOIN livraison l ON l.id = e.livraison
                WHERE e.id >= @first AND e.id < @end AND e.commence_le >= @hour AND e.commence_le < @next
                GROUP BY l.etablissement ORDER BY l.etablissement
                """, new { hour, next = hour + Heure, first, end }, ct);
            await KeepAsync(hour, counted, ct);
        }

        await database.ExecuteAsync("DELETE FROM releve_heure WHERE heure < @before", new { before = present - Gardees }, ct);
        return looked;
    }

    private Task KeepAsync(DateTimeOffset hour, IReadOnlyList<Row> counted, CancellationToken ct) => database.WriteAsync(async session =>
    {
        foreach (var row in counted)
            await session.ExecuteAsync(
                """
                INSERT INTO releve_heure (etablissement, heure, acquittees, refusees, echecs)
                VALUES (@Etablissement, @hour, @Acquittees, @Refusees, @Echecs)
                ON CONFLICT (etablissement, heure) DO UPDATE SET
                  acquittees = excluded.acquittees, refusees = excluded.refusees, echecs = excluded.echecs
                """, new { row.Etablissement, hour, row.Acquittees, row.Refusees, row.Echecs }, ct);
    }, ct);

    /// <summary>Changes whenever something was sent.</summary>
    internal async Task<long> DernierEnvoiAsync(CancellationToken ct) =>
        await database.ScalarAsync<long?>("SELECT MAX(id) FROM echange", null, ct) ?? 0;

    private static string Ended(string issue) => Count.Where($"e.issue = '{issue}'");

    private static DateTimeOffset HeureDe(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return new(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero);
    }

    private sealed record Une(DateTimeOffset? Depuis, DateTimeOffset? Jusqua) : IPeriode;

    private sealed class Row
    {
        public string Etablissement { get; init; } = "";
        public DateTimeOffset Heure { get; init; }
        public long Acquittees { get; init; }
        public long Refusees { get; init; }
        public long Echecs { get; init; }
    }
}
