using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>A valid enrolment whose wish is unfavourable (rule C4).</summary>
        public static TypeTache IaAAnnuler => new("IaAAnnuler");

        /// <summary>A candidate whose record stops the evaluation: his decisions stay as they were (rule C5).</summary>
        public static TypeTache CandidatNonEvalue => new("CandidatNonEvalue");
    }

    extension(NatureEvenement)
    {
        public static NatureEvenement Decision => new("Decision");
        public static NatureEvenement Garde => new("Garde");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.IaAAnnuler, TypeTache.CandidatNonEvalue)
        .AddKinds(NatureEvenement.Decision, NatureEvenement.Garde);
}
