using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>
/// Drives evaluation to rest at every step of a replay. Before a candidate is evaluated, what was ever sent of him is put back: which
/// VETs Apogée may know is a fact that no message tells.
/// </summary>
internal sealed class ReplayEvaluation(
    Database database, ReplaySource source, DueCandidats due, CandidatEvaluator evaluator, IBusinessClock clock)
{
    // One evaluation may ask for another one, of who shares an INE.
    private const int MostRounds = 20;

    private readonly Dictionary<string, HashSet<CandidatKey>> _attempted = new(StringComparer.Ordinal);
    private DateOnly _day;

    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var code in source.Codes)
            _attempted[code] =
            [
                .. (await source.Reading.QueryAsync<CandidatRow>(
                    """
                    SELECT session, code_candidat FROM candidat
                    WHERE etablissement = @code AND (vets_tentees <> '[]' OR cod_opi_gele)
                    """, new { code }, ct)).Select(row => row.Key),
            ];
    }

    /// <summary>Whoever's day has come.</summary>
    public async Task DayAsync(CancellationToken ct)
    {
        if (clock.Today == _day) return;
        _day = clock.Today;
        foreach (var code in await due.DatedAsync(ct))
        {
            await due.MarkAsync(code, ct);
            await RestAsync(code, ct);
        }
    }

    public async Task RestAsync(CancellationToken ct)
    {
        foreach (var code in source.Codes) await RestAsync(code, ct);
    }

    public async Task RestAsync(string code, CancellationToken ct)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await MarkedAsync(code, 1, ct) is []) return;
            await PutBackAsync(code, ct);
            await evaluator.EvaluateAsync(code, ct);
        }
    }

    private Task<IReadOnlyList<CandidatRow>> MarkedAsync(string code, int most, CancellationToken ct) => database.QueryAsync<CandidatRow>(
        "SELECT session, code_candidat FROM candidat WHERE etablissement = @code AND a_evaluer LIMIT @most", new { code, most }, ct);

    private async Task PutBackAsync(string code, CancellationToken ct)
    {
        if (!_attempted.TryGetValue(code, out var attempted) || attempted.Count == 0) return;
        var keys = (await MarkedAsync(code, int.MaxValue, ct)).Select(row => row.Key).Where(attempted.Remove).ToList();
        foreach (var session in keys.GroupBy(key => key.Session))
        {
            var rows = await FaitsRemis.TentativesAsync(
                source.Reading, code, session.Key, session.Select(key => key.CodeCandidat), ct);
            await database.WriteAsync(write => FaitsRemis.RemettreAsync(write, code, rows, ct), ct);
        }
    }
}
