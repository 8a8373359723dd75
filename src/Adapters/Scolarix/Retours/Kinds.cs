using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>The daily file of Scolarix (seed 003 §2).</summary>
        public static Canal Retour => new("RetourScolarix");
    }

    extension(TypeTache)
    {
        /// <summary>A file of Scolarix that a person must look at.</summary>
        public static TypeTache RetourScolarix => new("RetourScolarix");
    }

    extension(ActeAudit)
    {
        /// <summary>A file was handed in, or found in the folder.</summary>
        public static ActeAudit RetourRecu => new("RetourRecu");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Retour)
        .AddKinds(TypeTache.RetourScolarix)
        .AddKinds(ActeAudit.RetourRecu);
}
