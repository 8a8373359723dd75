using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>Evaluates some candidates of an établissement in one transaction.</summary>
// Eight parameters: an evaluation is one transaction over whatever a candidate's state depends on.
internal sealed class EvaluationPass(
    ProposalMaker proposer, DecisionGuarding guard, IEnumerable<IDesiredState> desired, InscriptionCheck enrolments,
    InePartageCheck shared, EvenementBook events, TacheBook tasks, ILogger<EvaluationPass> logger)
{
    /// <param name="marked">In the order of their keys, with the counts of what was asked for.</param>
    /// <param name="failed">Those who cannot be evaluated, as was found before.</param>
    public async Task RunAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatRow> marked,
        IReadOnlyDictionary<CandidatKey, Exception> failed, CancellationToken ct)
    {
        var proposals = await proposer.MakeAsync(session, etablissement, marked, ct, failed);
        await guard.ApplyAsync(session, etablissement, proposals.All, proposals.Day, ct);
        Tell(proposals);

        var contested = await shared.LookAsync(session, etablissement.Code, proposals.Book, ct);
        var evaluated = new List<CandidatEvalue>();
        foreach (var key in marked.Select(m => m.Key))
        {
            if (proposals.Book.Candidat(key) is not { } candidat || proposals.Failed.ContainsKey(key)) continue;
            var evalue = new CandidatEvalue(
                candidat, proposals.ByCandidat.GetValueOrDefault(key) ?? [], proposals.Bac.Of(key), contested.GetValueOrDefault(key));
            evaluated.Add(evalue);
            // The next day is that of the facts, not of a former decision that a guard keeps: its day may have come already.
            candidat.ProchaineEvaluation = proposals.NextDayOf(key);
            candidat.Reserves = JsonText.Of(evalue.Reserves.Distinct());
            var dates = evalue.Voeux.Select(ToCome).OfType<Avertissement>();
            candidat.Avertissements = JsonText.Of(CandidatJuge.Of(candidat.ReadCorrige()).Avertissements.Concat(dates).Distinct());
            await enrolments.LookAsync(session, etablissement.Code, key, evalue.Voeux, ct);
        }

        if (desired.FirstOrDefault(d => d.Sis == etablissement.Document.Sis) is { } state)
            await state.UpdateAsync(session, etablissement, evaluated, ct);
        await HoldAsync(session, etablissement, proposals, ct);
        await tasks.CloseAmongAsync(session, etablissement.Code, TypeTache.CandidatNonEvalue,
            [.. evaluated.Select(e => new Sujet(e.Row.Key).ToString())], ct);
        foreach (var mark in marked)
            if (proposals.Book.Candidat(mark.Key) is { } row) proposals.Book.Evaluated(row, mark.DemandesEvaluation);
        await proposals.Book.SaveAsync(session, ct);
        await events.AppendAsync(session, etablissement.Code, proposals.Book.Events, ct);
        await enrolments.RetryAsync(session, etablissement, evaluated.Select(e => e.Row.Key), ct);
    }

    private static void Tell(Proposals proposals)
    {
        foreach (var proposal in proposals.All.Where(p => p.Changed))
        {
            proposals.Book.Judged(proposal.Row);
            if (proposal.Tell() is { } told)
                proposals.Book.Tell(
                    proposal.Row.Key.Candidat, proposal.Row.CodeFormation, told.Nature, told.Texte, proposal.Decision.Source);
        }
    }

    // A date of answer that was still to come when it was received counts as its receipt (rule B5).
    private static Avertissement? ToCome(VoeuRow voeu) =>
        voeu.ReadVoeu().DateReponse is { } told && voeu.Order.DateReponse is { } counting
        && told - counting > TimeSpan.FromSeconds(1)
            ? new("dateReponse", ReceivedChange.ToCome(told, counting)) : null;

    // What he has stays as it is, at the other side too, until a person has seen to it; tried again every day.
    private async Task HoldAsync(WriteSession session, EtablissementModel etablissement, Proposals proposals, CancellationToken ct)
    {
        foreach (var (key, failure) in proposals.Failed)
        {
            Log.NotEvaluated(logger, etablissement.Code, failure);
            var message = $"Le dossier {key.CodeCandidat} (session {key.Session}) ne peut pas être évalué ({failure.GetType().Name}) : "
                + "ses décisions restent celles d'avant et rien de nouveau ne part pour lui. Relancer sa récupération ; si la tâche "
                + "reste, transmettre ce numéro de dossier au support.";
            if (proposals.Book.Candidat(key) is { } candidat)
            {
                candidat.Reserves = JsonText.Of(((Reserve?[])[candidat.IneConteste, new("evaluation", message)]).OfType<Reserve>());
                candidat.ProchaineEvaluation = proposals.Day.AddDays(1);
            }

            await tasks.AddAsync(session, etablissement.Code, TypeTache.CandidatNonEvalue, new Sujet(key).ToString(), message, ct);
        }
    }
}
