using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

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

    extension(TypeTache)
    {
        /// <summary>The source still tells of a session that is closed.</summary>
        public static TypeTache CampagneClose => new("CampagneClose");

        /// <summary>The source tells again of a person who was erased.</summary>
        public static TypeTache PersonneEffacee => new("PersonneEffacee");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.CampagneClose, TypeTache.PersonneEffacee)
        .AddKinds(NatureEvenement.Candidature, NatureEvenement.Identite, NatureEvenement.Correction);
}
