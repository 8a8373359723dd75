using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.State.Taches;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>An account of the établissement was refused again and again: a person looks at it.</summary>
        public static TypeTache RefusRepetes => new("RefusRepetes");
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddKinds(TypeTache.RefusRepetes);
}
