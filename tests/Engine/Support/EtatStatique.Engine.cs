using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Mutants;

/// <summary>The rules of the engine that stryker-config.json names, and what is inside them: the rest of it is left in peace.</summary>
public sealed partial class EtatStatique
{
    private static partial IEnumerable<Type> Changed()
    {
        Type[] rules =
        [
            typeof(CalendarRule), typeof(IdentityRule), typeof(DecisionProposal), typeof(BusinessCron), typeof(AddressList), typeof(GuessRate), typeof(GuessBudget),
            typeof(NatureAdresse), typeof(MessagesAtHand), typeof(AttemptOutcome), typeof(LaneAnswers), typeof(LaneBreaker), typeof(ReceivedChange),
        ];
        return rules.SelectMany(rule => rule.GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Prepend(rule));
    }
}
