using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(Canal)
    {
        /// <summary>Enrolments by REST.</summary>
        public static Canal Inscriptions => new("Inscriptions");
    }

    extension(TypeTache)
    {
        /// <summary>An enrolment without its candidate or its formation (rule F2).</summary>
        public static TypeTache IaNonRapprochee => new("IaNonRapprochee");

        /// <summary>An enrolment that was reported is not paid any more, without being cancelled (rule F3).</summary>
        public static TypeTache IaImpayee => new("IaImpayee");
    }

    extension(NatureEvenement)
    {
        public static NatureEvenement Inscription => new("Inscription");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Inscriptions)
        .AddKinds(TypeTache.IaNonRapprochee, TypeTache.IaImpayee)
        .AddKinds(NatureEvenement.Inscription);
}
