using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>Deliveries that are put aside for one and the same cause (rule C5).</summary>
        public static TypeTache LivraisonsARegarder => new("LivraisonsARegarder");

        /// <summary>Nothing can leave for a destination until a setting is changed.</summary>
        public static TypeTache EnvoisArretes => new("EnvoisArretes");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.LivraisonsARegarder, TypeTache.EnvoisArretes);
}
