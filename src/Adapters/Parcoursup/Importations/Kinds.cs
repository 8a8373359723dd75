using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>Parcoursup's CSV export of admitted candidates.</summary>
        public static Canal Importation => new("Importation");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Importation);
}
