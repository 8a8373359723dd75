using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>
/// Rule C6 in a replay. Whether too many turn at once, and what a wish was before it turned, depends on when it was evaluated and with
/// whom, which no message says: which wishes a guard holds today is a fact, and none is opened. What they are held for is computed, and
/// compared.
/// </summary>
internal sealed class ReplayedGuarding(GardeBook guards, ReplaySource source) : DecisionGuarding(guards)
{
    private Dictionary<(string, VoeuKey), VoeuGarde>? _held;

    public override async Task ApplyAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<DecisionProposal> proposals, DateOnly today,
        CancellationToken ct)
    {
        _held ??= (await VoeuxRetenus.TousAsync(source.Reading, ct)).ToDictionary(h => (h.Etablissement, h.Voeu));
        foreach (var proposal in proposals)
            if (proposal.Decision.Code == CodeDecision.D && _held.TryGetValue((etablissement.Code, proposal.Row.Key), out var held))
                Hold(proposal, held);
            else proposal.Accept();
    }

    private static void Hold(DecisionProposal proposal, VoeuGarde held)
    {
        // It may have been in reserve when it turned.
        if (!proposal.Row.EstVivant) (proposal.Row.CodeDecision, proposal.Row.Decision) = (held.CodeDecision, held.Decision);
        proposal.Withhold(held.Garde);
    }

    public override Task ForeseeAsync(
        WriteSession session, EtablissementModel etablissement, int turning, int campaign, DateOnly today, CancellationToken ct) =>
        Task.CompletedTask;
}
