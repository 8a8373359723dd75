using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(NatureEvenement)
    {
        public static NatureEvenement Candidature => new("Candidature");
        public static NatureEvenement Identite => new("Identite");
        public static NatureEvenement Correction => new("Correction");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(NatureEvenement.Candidature, NatureEvenement.Identite, NatureEvenement.Correction);
}
