using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>The OPI files could not be written.</summary>
        public static TypeTache FichiersOpi => new("FichiersOpi");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.FichiersOpi);
}
