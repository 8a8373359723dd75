using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>
/// Counts an établissement's state (docs/reference/api.md), and tells whether anything still moves by itself. Each system
/// adds its counts; one statement counts them all, so that they are of one moment: "at rest" must never be read between two.
/// </summary>
public sealed class Synthese(
    Database database, ConnectorGate gate, ScheduledWork work, IBusinessClock clock, IEnumerable<ICountSource> sources)
{
    private const int RangAuRepos = 110;

    private readonly IReadOnlyList<ICountSource> _sources = [.. sources];
    private readonly Lazy<string> _statement = new(() => StatementOf(sources));

    /// <summary>The answer, its properties in order.</summary>
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        var open = await gate.IsOpenAsync(database, etablissement, ct);
        var row = (IDictionary<string, object?>)(await database.FirstOrDefaultAsync<object>(
            _statement.Value, new { code = etablissement.Code, today = clock.Today }, ct))!;
        var shares = _sources.Select((source, i) => source.Of(etablissement, open, CountsOf(source, i, row))).ToList();
        var atRest = shares.Sum(share => share.Moving) == 0 && !await work.HasDueAsync(etablissement, ct);
        var parts = shares.SelectMany(share => share.Parts).Append(new CountPart(RangAuRepos, "auRepos", atRest));
        return JsonParts.Join(parts.OrderBy(part => part.Rang).Select(part => (part.Name, (object?)part.Value)));
    }

    // Two sources may give one name: each column is called by its place.
    private static string StatementOf(IEnumerable<ICountSource> sources) =>
        "SELECT * FROM " + string.Join(", ", sources.SelectMany((source, i) => source.Rows.Select((rows, j) => SelectOf(rows, i, j))));

    private static string SelectOf(CountedRows rows, int i, int j)
    {
        var columns = rows.Columns.Select((column, k) => $"{column.Sql} AS {NameOf(i, j, k)}");
        return $"(SELECT {string.Join(", ", columns)} FROM {rows.From}) AS {NameOf(i, j)}";
    }

    private static Counts CountsOf(ICountSource source, int i, IDictionary<string, object?> row) => new(source.Rows
        .SelectMany((rows, j) => rows.Columns.Select((column, k) => (column.Name, Value: row[NameOf(i, j, k)])))
        .ToDictionary(count => count.Name, count => Convert.ToInt64(count.Value ?? 0L, CultureInfo.InvariantCulture)));

    private static string NameOf(params int[] place) => "n" + string.Join('_', place);
}
