using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>What Fregata validated it cancels itself (rule G2).</summary>
internal sealed class FregataInscriptionNames : IInscriptionNames
{
    public IReadOnlyList<OrigineInscription> CancelledByItself => [OrigineInscription.ValidationFregata];
}
