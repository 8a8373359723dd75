using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Fregata.Acces;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>What Fregata says of its dossiers; applied as it is journaled.</summary>
        public static Canal Fregata => new("Fregata");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Fregata);
}
