using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>Results of the baccalauréat.</summary>
        public static Canal ResultatsBac => new("ResultatsBac");
    }

    extension(NatureEvenement)
    {
        public static NatureEvenement ResultatBac => new("ResultatBac");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.ResultatsBac)
        .AddKinds(NatureEvenement.ResultatBac);
}
