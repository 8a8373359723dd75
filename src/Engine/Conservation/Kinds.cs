using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>Files whose time is over could not be erased from a folder: a person sees to the folder.</summary>
        public static TypeTache EffacementEntrave => new("EffacementEntrave");
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddKinds(TypeTache.EffacementEntrave);
}
