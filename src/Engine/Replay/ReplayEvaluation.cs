using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>Drives evaluation, and the enrolments that are tried again, to rest at every step of a replay.</summary>
internal sealed class ReplayEvaluation(
    Database database, ReplaySource source, DueCandidats due, CandidatEvaluator evaluator, RepriseLots reprises,
    IEnumerable<IReplayedFacts> facts, IBusinessClock clock)
{
    // One evaluation may ask for another one, of who shares an INE.
    private const int MostRounds = 20;

    private DateOnly _day;

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
            while (await reprises.NextAsync(code, ct))
            {
            }

            var marked = await database.QueryAsync<CandidatRow>(
                "SELECT session, code_candidat FROM candidat WHERE etablissement = @code AND a_evaluer", new { code }, ct);
            if (marked.Count == 0) return;
            var keys = marked.Select(row => row.Key).ToList();
            foreach (var told in facts) await told.BeforeEvaluationAsync(source, code, keys, ct);
            await evaluator.EvaluateAsync(code, ct);
        }
    }
}
