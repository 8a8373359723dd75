using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Gardes;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Evaluation;

/// <summary>
/// Rule C6 over one evaluation. The turns to D of a day add up, so that many small evaluations are guarded like one
/// large one; what a person confirmed no longer counts.
/// </summary>
internal sealed class DecisionGuardKeeper(GuardBook guards)
{
    public async Task ApplyAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<DecisionProposal> proposals, DateOnly today, CancellationToken ct)
    {
        var states = await guards.StatesAsync(session, [.. proposals.Select(p => p.Row.Garde).OfType<long>().Distinct()], ct);
        var turning = new List<DecisionProposal>();
        foreach (var proposal in proposals)
        {
            if (!proposal.TurnsUnfavourable || IsConfirmed(proposal, states))
                proposal.Accept();
            else if (proposal.Row.Garde is null)
                turning.Add(proposal);
            // Else: its guard still waits, or was refused: the former decision stays.
        }

        if (turning.Count == 0) return;
        var before = await guards.TurnedTodayAsync(session, etablissement.Code, today, ct);
        var live = await guards.LiveAsync(session, etablissement.Code, ct) + before;
        // A guard of an earlier day holds what it was opened for; the withdrawals of a later day are counted on their own.
        var open = await guards.OpenAsync(session, etablissement.Code, TypeGarde.Decisions, today, ct);
        if (open is null && !DecisionGuard.NeedsConfirmation(etablissement.Regles, live, before + turning.Count))
        {
            turning.ForEach(p => p.Accept());
            await guards.CountTurnsAsync(session, etablissement.Code, today, turning.Count, ct);
            return;
        }

        var id = open ?? await guards.OpenDecisionsAsync(session, etablissement, today, live, turning[0].Row.Session, ct);
        turning.ForEach(p => p.Withhold(id));
        await guards.JoinAsync(session, id, turning.Count, ct);
    }

    private static bool IsConfirmed(DecisionProposal proposal, IReadOnlyDictionary<long, EtatGarde> states) =>
        proposal.Row.Garde is { } garde && states.GetValueOrDefault(garde) == EtatGarde.Confirmee;
}
