using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// Rule C6 over one evaluation. The turns to D of a day add up, so that many small evaluations are guarded like one
/// large one; what a person confirmed no longer counts.
/// </summary>
public class DecisionGuarding(GardeBook guards)
{
    public virtual async Task ApplyAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<DecisionProposal> proposals, DateOnly today,
        CancellationToken ct)
    {
        var states = await StatesAsync(session, proposals, ct);
        var turning = new List<DecisionProposal>();
        foreach (var proposal in proposals)
        {
            if (!proposal.TurnsUnfavourable || StateOf(proposal, states) == EtatGarde.Confirmee)
                proposal.Accept();
            else if (IsNewTurn(proposal, states))
                turning.Add(proposal);
            else if (StateOf(proposal, states) == EtatGarde.EnAttente)
                // What a person answers is about the facts as they are then.
                proposal.Withhold(proposal.Row.Garde!.Value);
            // Else: its guard was rejected for these very facts: the former decision stays.
        }

        if (turning.Count == 0) return;
        if (await HoldAsync(session, etablissement, turning.Count, turning[0].Row.Session, today, ct) is { } id)
        {
            turning.ForEach(p => p.Withhold(id));
            await guards.JoinAsync(session, id, turning.Count, ct);
        }
        else
        {
            turning.ForEach(p => p.Accept());
            await guards.CountTurnsAsync(session, etablissement.Code, today, turning.Count, ct);
        }
    }

    /// <summary>
    /// Told beforehand how many an evaluation in several passes will turn as a whole: where that is too many, the guard is
    /// opened before the first pass, so that none of them goes through.
    /// </summary>
    public virtual Task ForeseeAsync(
        WriteSession session, EtablissementModel etablissement, int turning, int campaign, DateOnly today, CancellationToken ct) =>
        HoldAsync(session, etablissement, turning, campaign, today, ct);

    /// <summary>
    /// The decisions that turn for a person to confirm: live wishes that no guard holds yet, or that one was rejected for when the facts
    /// were others.
    /// </summary>
    public async Task<IReadOnlyList<DecisionProposal>> NewTurnsAsync(
        WriteSession session, IReadOnlyList<DecisionProposal> proposals, CancellationToken ct)
    {
        var states = await StatesAsync(session, proposals, ct);
        return [.. proposals.Where(p => IsNewTurn(p, states))];
    }

    // The guard that these turns must wait for, null when they may go through.
    private async Task<long?> HoldAsync(
        WriteSession session, EtablissementModel etablissement, int turning, int campaign, DateOnly today, CancellationToken ct)
    {
        var before = await guards.TurnedTodayAsync(session, etablissement.Code, today, ct);
        var live = await guards.LiveAsync(session, etablissement.Code, ct) + before;
        // A guard of an earlier day holds what it was opened for; the withdrawals of a later day are counted on their own.
        if (await guards.OpenAsync(session, etablissement.Code, TypeGarde.Decisions, today, ct) is { } open) return open;
        return DecisionGuard.NeedsConfirmation(etablissement.Regles, live, before + turning)
            ? await guards.OpenDecisionsAsync(session, etablissement, today, live, campaign, ct)
            : null;
    }

    private Task<IReadOnlyDictionary<long, EtatGarde>> StatesAsync(
        WriteSession session, IReadOnlyList<DecisionProposal> proposals, CancellationToken ct) =>
        guards.StatesAsync(session, [.. proposals.Select(p => p.Row.Garde).OfType<long>().Distinct()], ct);

    private static EtatGarde? StateOf(DecisionProposal proposal, IReadOnlyDictionary<long, EtatGarde> states) =>
        proposal.Row.Garde is { } garde && states.TryGetValue(garde, out var state) ? state : null;

    private static bool IsNewTurn(DecisionProposal proposal, IReadOnlyDictionary<long, EtatGarde> states) =>
        proposal.TurnsUnfavourable && StateOf(proposal, states) switch
        {
            EtatGarde.EnAttente or EtatGarde.Confirmee => false,
            EtatGarde.Rejetee => !proposal.IsBoundToItsGuard,
            _ => true,
        };
}
