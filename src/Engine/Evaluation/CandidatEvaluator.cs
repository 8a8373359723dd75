using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// One evaluation of an établissement: the decisions on all wishes of all marked candidates, the guard over them as a
/// whole (rule C6), then what their student information system should hold. Many candidates are taken in passes, each one
/// transaction, after a look at how many of their wishes would turn; running it again changes nothing.
/// </summary>
internal sealed class CandidatEvaluator(
    Database database, ConfigurationDirectory directory, ProposalMaker proposer, DecisionGuarding guard, EvaluationPass pass,
    EvaluationPlaces evaluations, ILogger<CandidatEvaluator> logger)
{
    private const int LargestPass = 1000;

    private static readonly CandidatKey First = default;
    private static readonly CandidatKey Last = new(int.MaxValue, int.MaxValue);
    private static readonly IReadOnlyDictionary<CandidatKey, Exception> Nobody = new Dictionary<CandidatKey, Exception>();

    private const string LiveWish =
        $"""
         AND EXISTS (SELECT 1 FROM voeu v WHERE v.etablissement = candidat.etablissement AND v.session = candidat.session
             AND v.code_candidat = candidat.code_candidat AND v.{VoeuRow.Live})
        """;

    public async Task EvaluateAsync(string code, CancellationToken ct)
    {
        if (await AreManyAsync(code, ct)) await ForeseeAsync(code, ct);
        var after = First;
        while (await NextAsync(code, after, ct) is { } next) after = next;
    }

    private async Task<bool> AreManyAsync(string code, CancellationToken ct)
    {
        using var place = await evaluations.Places.TakeAsync(ct);
        return await database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM (SELECT 1 FROM candidat WHERE etablissement = @code AND a_evaluer LIMIT @most) AS marked",
            new { code, most = LargestPass + 1 }, ct) > LargestPass;
    }

    /// <summary>How many live wishes would turn in all passes together; the guard opens if that is too many.</summary>
    private async Task ForeseeAsync(string code, CancellationToken ct)
    {
        var (turning, campaign, today, last) = (0, 0, default(DateOnly), First);
        while (true)
        {
            using var place = await evaluations.Places.TakeAsync(ct);
            await using var session = await database.WriteAsync(ct);
            // Two nodes that foresee the same open one guard.
            await database.LockEtablissementAsync(session, code, ct);
            var marked = await MarkedAsync(session, code, last, Last, ct, LiveWish);
            await directory.RefreshAsync(ct);
            if (directory.Current.FindByCode(code) is not { } etablissement) return;
            if (marked.Count > 0)
            {
                var proposals = await proposer.ForeseeLiveAsync(session, etablissement, marked, ct);
                var turns = await guard.NewTurnsAsync(session, proposals.All, ct);
                (today, turning) = (proposals.Day, turning + turns.Count);
                if (turns.Count > 0) campaign = turns[0].Row.Session;
                last = marked[^1].Key;
            }

            if (marked.Count == LargestPass) continue;
            if (turning > 0) await guard.ForeseeAsync(session, etablissement, turning, campaign, today, ct);
            await session.CommitAsync(ct);
            return;
        }
    }

    // The last candidate of the pass, null when there is no other pass.
    private async Task<CandidatKey?> NextAsync(string code, CandidatKey after, CancellationToken ct)
    {
        var marked = await PassAsync(code, after, Last, ct);
        return marked.Count == LargestPass ? marked[^1].Key : null;
    }

    // Those after a candidate, up to and including another one.
    private async Task<IReadOnlyList<CandidatRow>> PassAsync(string code, CandidatKey after, CandidatKey upTo, CancellationToken ct)
    {
        IReadOnlyList<CandidatRow> marked = [];
        try
        {
            return await OnceAsync(code, after, upTo, Nobody, rows => marked = rows, ct);
        }
        catch (Exception failure) when (IsOfACandidate(failure) && marked.Count > 0)
        {
            await ApartAsync(code, after, marked, failure, ct);
            return marked;
        }
    }

    // One candidate who cannot be evaluated never stops a neighbour (rule C5): the halves again and again, down to him.
    private async Task ApartAsync(
        string code, CandidatKey after, IReadOnlyList<CandidatRow> marked, Exception failure, CancellationToken ct)
    {
        if (marked.Count == 1)
        {
            await OnceAsync(
                code, after, marked[0].Key, new Dictionary<CandidatKey, Exception> { [marked[0].Key] = failure }, _ => { }, ct);
            return;
        }

        Log.EvaluatedApart(logger, code, failure);
        var middle = marked[(marked.Count / 2) - 1].Key;
        await PassAsync(code, after, middle, ct);
        await PassAsync(code, middle, marked[^1].Key, ct);
    }

    private async Task<IReadOnlyList<CandidatRow>> OnceAsync(
        string code, CandidatKey after, CandidatKey upTo, IReadOnlyDictionary<CandidatKey, Exception> failed,
        Action<IReadOnlyList<CandidatRow>> read, CancellationToken ct)
    {
        using var place = await evaluations.Places.TakeAsync(ct);
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);
        var marked = await MarkedAsync(session, code, after, upTo, ct);
        read(marked);

        // After the marks and their counts: a change of the configuration marks in its own transaction, so this one is not
        // older than what the marks ask for, whichever node made the change (rule C5).
        await directory.RefreshAsync(ct);
        if (marked.Count == 0 || directory.Current.FindByCode(code) is not { } etablissement) return [];
        using var work = TravailCommun.Commence("evaluation", code, [.. marked.Select(m => m.Trace)]);
        await pass.RunAsync(session, etablissement, marked, failed, ct);
        await session.CommitAsync(ct);
        work?.Reussi();
        return marked;
    }

    // What goes by itself is not a candidate's fault: everything is tried again.
    private static bool IsOfACandidate(Exception failure) =>
        failure is not OperationCanceledException && GroundFailure.Of(failure) is null;

    private static Task<IReadOnlyList<CandidatRow>> MarkedAsync(
        WriteSession session, string code, CandidatKey after, CandidatKey upTo, CancellationToken ct, string filter = "") =>
        session.QueryAsync<CandidatRow>(
            $"""
            SELECT session, code_candidat, ine, demandes_evaluation, trace FROM candidat
            WHERE etablissement = @code AND a_evaluer AND (session, code_candidat) > (@Session, @CodeCandidat)
              AND (session, code_candidat) <= (@lastSession, @lastCode){filter}
            ORDER BY session, code_candidat LIMIT @LargestPass
            """,
            new { code, after.Session, after.CodeCandidat, lastSession = upTo.Session, lastCode = upTo.CodeCandidat, LargestPass }, ct);
}
