using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Chronologie;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Evaluation;

/// <summary>
/// One evaluation of an établissement: the decisions on all wishes of all marked candidates, the guard over them as a
/// whole (rule C6), then what their student information system should hold. One transaction; running it again changes nothing.
/// </summary>
internal sealed class CandidatEvaluator(
    Database database, ConfigurationDirectory directory, BacResults results, DecisionGuardKeeper guard, IEnumerable<IDesiredState> desired, EnrolmentWatch enrolments,
    EventBook events, IBusinessClock clock)
{
    private const int LargestPass = 50_000;

    public async Task EvaluateAsync(string code, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockAsync(session, "etablissement:" + code, ct);

        var marked = await session.QueryAsync<CandidatRow>(
            "SELECT session, code_candidat, ine FROM candidat WHERE etablissement = @code AND a_evaluer ORDER BY session, code_candidat LIMIT @LargestPass",
            new { code, LargestPass }, ct);

        // After the marks: a change of the configuration marks in its own transaction, so this one is not older than
        // what the marks ask for, whichever node made the change (rule C5).
        await directory.RefreshAsync(ct);
        if (marked.Count == 0 || directory.Current.Find(code) is not { } etablissement) return;

        var book = await CandidatBook.LoadAsync(session, etablissement.Code, marked.Select(c => c.Key), ct);
        var bac = await results.LoadAsync(session, etablissement.Code, marked, ct);
        var today = clock.Today;
        var byCandidat = book.Voeux.GroupBy(v => v.Key.Candidat).ToDictionary(g => g.Key, g => g.ToList());

        var proposals = new List<DecisionProposal>();
        foreach (var candidat in book.Candidats)
            foreach (var voeu in byCandidat.GetValueOrDefault(candidat.Key) ?? [])
                proposals.Add(new DecisionProposal(voeu, Decide(etablissement, candidat.Key, voeu, bac, today)));
        await guard.ApplyAsync(session, etablissement, proposals, today, ct);

        foreach (var proposal in proposals.Where(p => p.Changed))
        {
            book.Changed(proposal.Row);
            if (proposal.Tell() is { } told) book.Tell(proposal.Row.Key.Candidat, proposal.Row.CodeFormation, told.Nature, told.Texte, proposal.Decision.Source);
        }

        // The next day is that of the facts, not of a former decision that a guard keeps: its day may have come already.
        var next = proposals.GroupBy(p => p.Row.Key.Candidat).ToDictionary(g => g.Key, g => g.Min(p => p.Decision.ProchaineEvaluation));
        var evaluated = new List<CandidatEvalue>();
        foreach (var candidat in book.Candidats)
        {
            var voeux = byCandidat.GetValueOrDefault(candidat.Key) ?? [];
            candidat.AEvaluer = false;
            candidat.ProchaineEvaluation = next.GetValueOrDefault(candidat.Key);
            var evalue = new CandidatEvalue(candidat, voeux, bac.Of(candidat.Key));
            candidat.Reserves = JsonText.Of(evalue.Reserves.Distinct());
            evaluated.Add(evalue);
            await enrolments.LookAsync(session, code, candidat.Key, voeux, ct);
            book.Changed(candidat);
        }

        if (desired.FirstOrDefault(d => d.Sis == etablissement.Document.Sis) is { } state)
            await state.UpdateAsync(session, etablissement, evaluated, ct);
        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, code, book.Events, ct);
        await session.CommitAsync(ct);
    }

    private Decision Decide(EtablissementModel etablissement, CandidatKey key, VoeuRow row, BacBook bac, DateOnly today)
    {
        var context = new DecisionContext(
            etablissement.Regles, directory.Current.Campagne(key.Session), etablissement.Formation(row.CodeFormation), bac.Of(key), etablissement.Document.Sis);
        return DecisionRule.Decide(row.ReadVoeu(), context, today);
    }
}
