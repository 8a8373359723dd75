using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>A message could not be applied; its number goes to the support.</summary>
        public static TypeTache MessageEcarte => new("MessageEcarte");
    }

    extension(ActeAudit)
    {
        /// <summary>A message that had been set aside is applied again.</summary>
        public static ActeAudit MessageRejoue => new("MessageRejoue");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.MessageEcarte).AddKinds(ActeAudit.MessageRejoue);
}
