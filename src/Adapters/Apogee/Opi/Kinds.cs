using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>Two OPI numbers may be one person.</summary>
        public static TypeTache DoublonPossible => new("DoublonPossible");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.DoublonPossible);
}
