using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>A candidate left whose dossier Fregata has already processed (rule G2).</summary>
        public static TypeTache DepartFregata => new("DepartFregata");
    }

    extension(NatureEvenement)
    {
        /// <summary>A dossier was imported, processed, validated, cancelled, or left.</summary>
        public static NatureEvenement Fregata => new("Fregata");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.DepartFregata)
        .AddKinds(NatureEvenement.Fregata);
}
