using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>Where candidates wait to be evaluated.</summary>
internal sealed class DueCandidats(Database database, EvaluationPlaces evaluations, IBusinessClock clock, TimeProvider time)
{
    /// <summary>Where the calendar alone asks for an evaluation.</summary>
    public Task<IReadOnlyList<string>> DatedAsync(CancellationToken ct) => database.QueryAsync<string>(
        "SELECT DISTINCT etablissement FROM candidat WHERE prochaine_evaluation <= @today ORDER BY etablissement",
        new { today = clock.Today }, ct);

    /// <summary>Marks whoever's day has come.</summary>
    public async Task MarkAsync(string code, CancellationToken ct)
    {
        using var place = await evaluations.Places.TakeAsync(ct);
        await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, code, ct);
            await EvaluationMarks.AskDueAsync(session, code, clock.Today, ct);
        }, ct);
    }

    /// <summary>What is being loaded in several transactions is judged as a whole afterwards (rule C6).</summary>
    public Task<IReadOnlyList<string>> EtablissementsAsync(CancellationToken ct) => MarkedAsync("", null, ct);

    /// <summary>Whether there is one of them at this établissement.</summary>
    public async Task<bool> HasMarkedAsync(string code, CancellationToken ct)
    {
        using var place = await evaluations.Places.TakeAsync(ct);
        return (await MarkedAsync("AND etablissement = @code", code, ct)).Count > 0;
    }

    private Task<IReadOnlyList<string>> MarkedAsync(string filter, string? code, CancellationToken ct) => database.QueryAsync<string>(
        $"""
        SELECT DISTINCT etablissement FROM candidat WHERE a_evaluer AND {LoadInProgress.NoneFor("candidat")} {filter} ORDER BY etablissement
        """,
        new { now = time.GetUtcNow(), code }, ct);
}
