using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>A wish with the decision that the facts ask for; the guard settles whether it counts.</summary>
public sealed class DecisionProposal(VoeuRow row, Decision decision)
{
    private readonly Decision? _former = row.ReadDecision();

    public VoeuRow Row => row;
    public Decision Decision => decision;
    public bool Changed { get; private set; }

    /// <summary>A live wish that would turn to D: what rule C6 counts.</summary>
    public bool TurnsUnfavourable => row.EstVivant && decision.Code == CodeDecision.D;

    /// <summary>The decision counts from now on.</summary>
    public void Accept() => Set(decision, garde: null);

    /// <summary>The former decision stays until a person has settled the guard.</summary>
    public void Withhold(long garde)
    {
        if (row.Garde == garde) return;
        row.Garde = garde;
        Changed = true;
    }

    /// <summary>What the candidate's chronology says of the change; null when it says nothing new.</summary>
    public (NatureEvenement Nature, string Texte)? Tell()
    {
        if (row.Garde is { } garde)
            return (NatureEvenement.Garde, $"Décision {Show(decision)} retenue par la garde n° {garde} : {decision.Motif}");
        var (before, now) = (Show(_former), Show(decision));
        if (before == now && _former?.Motif == decision.Motif) return null;
        return (NatureEvenement.Decision,
            before == now ? $"Décision {now} : {decision.Motif}" : $"Décision {before} → {now} : {decision.Motif}");
    }

    private void Set(Decision value, long? garde)
    {
        var text = JsonText.Of(value);
        if (row.Decision == text && row.Garde == garde) return;
        row.Decision = text;
        row.CodeDecision = value.Code?.ToString();
        row.Garde = garde;
        Changed = true;
    }

    private static string Show(Decision? decision) =>
        decision?.Code?.ToString() ?? (decision?.Reserve is null ? "aucune" : "en réserve");
}
