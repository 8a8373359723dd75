using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Temoin;

/// <summary>The words of open lists that Témoin writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>Enrolments that Témoin gives back.</summary>
        public static Canal InscriptionsTemoin => new("InscriptionsTemoin");
    }

    extension(TypeTache)
    {
        /// <summary>Candidates wait, and Témoin does not come to take them.</summary>
        public static TypeTache TemoinAbsent => new("TemoinAbsent");
    }

    extension(NatureEvenement)
    {
        /// <summary>What Témoin should hold of a candidate has changed, or Témoin has taken it.</summary>
        public static NatureEvenement Temoin => new("Temoin");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.InscriptionsTemoin)
        .AddKinds(TypeTache.TemoinAbsent)
        .AddKinds(NatureEvenement.Temoin);
}
