using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Wakes whoever goes on with what messages have changed.</summary>
internal sealed class AfterApplication(AppliedSignal applied, EvaluationSignal evaluation, LivraisonSignal deliveries)
{
    public void Tell(string etablissement, IReadOnlyList<MessageEntrant> batch)
    {
        evaluation.Wake();
        deliveries.Wake(etablissement);
        applied.Wake(batch.Select(m => m.Id));
    }
}
