using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>A wish with the decision that the facts ask for; the guard settles whether it counts.</summary>
/// <param name="row">The wish as stored.</param>
/// <param name="decision">What the facts ask for.</param>
/// <param name="faits">Tells these facts from others; asked for only where a guard may hold the decision back.</param>
public sealed class DecisionProposal(VoeuRow row, Decision decision, Func<FaitsRetenus> faits)
{
    private const string None = "aucune";

    private readonly Lazy<string> _faits = new(() => faits().ToText());

    // As text: it is read only where something is to be told of it.
    private readonly string? _former = row.Decision;

    public VoeuRow Row => row;
    public Decision Decision => decision;
    public bool Changed { get; private set; }

    /// <summary>A live wish that would turn to D: what rule C6 counts.</summary>
    public bool TurnsUnfavourable => row.EstVivant && decision.Code == CodeDecision.D;

    /// <summary>The decision counts from now on.</summary>
    public void Accept() => Set(decision, garde: null);

    /// <summary>The facts are those that its guard was about (rule C6).</summary>
    public bool IsBoundToItsGuard => row.GardeFaits == _faits.Value;

    /// <summary>The former decision stays until a person has settled the guard.</summary>
    public void Withhold(long garde)
    {
        if (row.Garde == garde && row.GardeFaits == _faits.Value) return;
        (row.Garde, row.GardeFaits) = (garde, _faits.Value);
        Changed = true;
    }

    /// <summary>What the candidate's chronology says of the change; null when it says nothing new.</summary>
    public (NatureEvenement Nature, string Texte)? Tell()
    {
        if (row.Garde is { } garde)
            return (NatureEvenement.Garde, $"Décision {Show(decision)} retenue par la garde n° {garde} : {decision.Motif}");
        var former = _former is null ? null : JsonText.Read<Decision>(_former);
        var (before, now) = (Show(former), Show(decision));
        if (before == now && former?.Motif == decision.Motif) return null;
        return (NatureEvenement.Decision, (before, now) switch
        {
            (None, None) => $"Aucune décision : {decision.Motif}",
            (_, None) => $"Décision {before} retirée : {decision.Motif}",
            (None, _) when former is null => $"Première décision : {now}. {decision.Motif}",
            _ when before == now || before == None => $"Décision {now} : {decision.Motif}",
            _ => $"Décision {before} → {now} : {decision.Motif}",
        });
    }

    private void Set(Decision value, long? garde)
    {
        var text = JsonText.Of(value);
        if (row.Decision == text && row.Garde == garde) return;
        row.Decision = text;
        row.CodeDecision = value.Code?.ToString();
        (row.Garde, row.GardeFaits) = (garde, null);
        Changed = true;
    }

    private static string Show(Decision? decision) =>
        decision?.Code?.ToString() ?? (decision?.Reserve is null ? None : "en réserve");
}
