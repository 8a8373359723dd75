using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Bac;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// One evaluation of an établissement: the decisions on all wishes of all marked candidates, the guard over them as a
/// whole (rule C6), then what their student information system should hold. Many candidates are taken in passes, each one
/// transaction, after a look at how many of their wishes would turn; running it again changes nothing.
/// </summary>
// Eight parameters: an evaluation is one transaction over whatever a candidate's state depends on.
internal sealed class CandidatEvaluator(
    Database database, ConfigurationDirectory directory, ProposalMaker proposer, DecisionGuarding guard,
    IEnumerable<IDesiredState> desired, InscriptionCheck enrolments, InePartageCheck shared, EvenementBook events)
{
    private const int LargestPass = 1000;

    private const string LiveWish =
        $"""
         AND EXISTS (SELECT 1 FROM voeu v WHERE v.etablissement = candidat.etablissement AND v.session = candidat.session
             AND v.code_candidat = candidat.code_candidat AND v.{VoeuRow.Live})
        """;

    public async Task EvaluateAsync(string code, CancellationToken ct)
    {
        var many = await database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM (SELECT 1 FROM candidat WHERE etablissement = @code AND a_evaluer LIMIT @most) AS marked",
            new { code, most = LargestPass + 1 }, ct) > LargestPass;
        if (many) await ForeseeAsync(code, ct);
        var last = default(CandidatKey);
        while (await PassAsync(code, last, ct) is { } next) last = next;
    }

    /// <summary>How many live wishes would turn in all passes together; the guard opens if that is too many.</summary>
    private async Task ForeseeAsync(string code, CancellationToken ct)
    {
        var (turning, campaign, today, last) = (0, 0, default(DateOnly), default(CandidatKey));
        while (true)
        {
            await using var session = await database.WriteAsync(ct);
            var marked = await MarkedAsync(session, code, last, LiveWish, ct);
            await directory.RefreshAsync(ct);
            if (directory.Current.Find(code) is not { } etablissement) return;
            if (marked.Count > 0)
            {
                var proposals = await proposer.MakeAsync(session, etablissement, marked, ct);
                var turns = proposals.All.Where(DecisionGuarding.IsNewTurn).ToList();
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
    private async Task<CandidatKey?> PassAsync(string code, CandidatKey after, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);

        var marked = await MarkedAsync(session, code, after, "", ct);

        // After the marks: a change of the configuration marks in its own transaction, so this one is not older than
        // what the marks ask for, whichever node made the change (rule C5).
        await directory.RefreshAsync(ct);
        if (marked.Count == 0 || directory.Current.Find(code) is not { } etablissement) return null;

        var (today, book, bac, byCandidat, proposals) = await proposer.MakeAsync(session, etablissement, marked, ct);
        await guard.ApplyAsync(session, etablissement, proposals, today, ct);

        foreach (var proposal in proposals.Where(p => p.Changed))
        {
            book.Changed(proposal.Row);
            if (proposal.Tell() is { } told)
                book.Tell(proposal.Row.Key.Candidat, proposal.Row.CodeFormation, told.Nature, told.Texte, proposal.Decision.Source);
        }

        // The next day is that of the facts, not of a former decision that a guard keeps: its day may have come already.
        var next = proposals.GroupBy(p => p.Row.Key.Candidat).ToDictionary(g => g.Key, g => g.Min(p => p.Decision.ProchaineEvaluation));
        var contested = await shared.LookAsync(session, code, book, ct);
        var evaluated = new List<CandidatEvalue>();
        foreach (var candidat in book.Candidats)
        {
            var voeux = byCandidat.GetValueOrDefault(candidat.Key) ?? [];
            candidat.AEvaluer = false;
            candidat.ProchaineEvaluation = next.GetValueOrDefault(candidat.Key);
            var evalue = new CandidatEvalue(candidat, voeux, bac.Of(candidat.Key), contested.GetValueOrDefault(candidat.Key));
            candidat.Reserves = JsonText.Of(evalue.Reserves.Distinct());
            candidat.Avertissements = JsonText.Of(CandidatJuge.Of(candidat.ReadCorrige()).Avertissements.Distinct());
            evaluated.Add(evalue);
            await enrolments.LookAsync(session, code, candidat.Key, voeux, ct);
            book.Changed(candidat);
        }

        if (desired.FirstOrDefault(d => d.Sis == etablissement.Document.Sis) is { } state)
            await state.UpdateAsync(session, etablissement, evaluated, ct);
        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, code, book.Events, ct);
        await session.CommitAsync(ct);
        return marked.Count == LargestPass ? marked[^1].Key : null;
    }

    private static Task<IReadOnlyList<CandidatRow>> MarkedAsync(
        WriteSession session, string code, CandidatKey after, string filter, CancellationToken ct) =>
        session.QueryAsync<CandidatRow>(
            $"""
            SELECT session, code_candidat, ine FROM candidat
            WHERE etablissement = @code AND a_evaluer AND (session, code_candidat) > (@Session, @CodeCandidat){filter}
            ORDER BY session, code_candidat LIMIT @LargestPass
            """,
            new { code, after.Session, after.CodeCandidat, LargestPass }, ct);
}
