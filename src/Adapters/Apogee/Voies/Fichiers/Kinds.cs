using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>The OPI files could not be written.</summary>
        public static TypeTache FichiersOpi => new("FichiersOpi");
    }

    extension(ActeAudit)
    {
        /// <summary>A person asked for the flat files.</summary>
        public static ActeAudit LotDemande => new("LotDemande");

        /// <summary>A lot counts as imported: a person, or a file beside it, said so.</summary>
        public static ActeAudit LotConfirme => new("LotConfirme");

        /// <summary>A lot was not imported.</summary>
        public static ActeAudit LotRejete => new("LotRejete");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.FichiersOpi)
        .AddKinds(ActeAudit.LotDemande, ActeAudit.LotConfirme, ActeAudit.LotRejete);
}
