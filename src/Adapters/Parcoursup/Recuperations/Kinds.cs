using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>The answer to one of our pulls.</summary>
        public static Canal Recuperation => new("Recuperation");
    }

    extension(TypeTache)
    {
        /// <summary>A candidate of a list that could not be read.</summary>
        public static TypeTache CandidatIllisible => new("CandidatIllisible");
    }

    extension(NatureEvenement)
    {
        public static NatureEvenement Absence => new("Absence");
    }

    extension(TypeGarde)
    {
        /// <summary>A full pull holds far fewer candidates than the last trusted one (rule C7).</summary>
        public static TypeGarde Disparitions => new("Disparitions");
    }

    extension(ActeAudit)
    {
        /// <summary>A person asked for a pull.</summary>
        public static ActeAudit RecuperationDemandee => new("RecuperationDemandee");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Recuperation)
        .AddKinds(TypeTache.CandidatIllisible)
        .AddKinds(NatureEvenement.Absence)
        .AddKinds(TypeGarde.Disparitions)
        .AddKinds(ActeAudit.RecuperationDemandee);
}
