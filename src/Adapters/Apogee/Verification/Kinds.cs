using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Verification;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>Apogée holds other wishes than those that were acknowledged.</summary>
        public static TypeTache VoeuxNonAppliques => new("VoeuxNonAppliques");
    }

    extension(NatureEvenement)
    {
        /// <summary>Somebody has looked at what Apogée holds (rule E3).</summary>
        public static NatureEvenement Verification => new("Verification");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.VoeuxNonAppliques)
        .AddKinds(NatureEvenement.Verification);
}
