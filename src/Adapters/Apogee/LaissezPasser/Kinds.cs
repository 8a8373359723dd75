using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(NatureEvenement)
    {
        public static NatureEvenement LaissezPasser => new("LaissezPasser");
    }

    extension(ActeAudit)
    {
        public static ActeAudit LaissezPasserDonne => new("LaissezPasserDonne");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(NatureEvenement.LaissezPasser)
        .AddKinds(ActeAudit.LaissezPasserDonne);
}
