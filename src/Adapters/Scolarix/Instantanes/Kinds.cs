using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>Scolarix's file could not be written.</summary>
        public static TypeTache FichierScolarix => new("FichierScolarix");
    }

    extension(NatureEvenement)
    {
        /// <summary>He entered, left or changed in Scolarix's file.</summary>
        public static NatureEvenement Fichier => new("Fichier");
    }

    extension(TypeGarde)
    {
        /// <summary>A snapshot would drop many candidates, or rests on a pull that is not trusted.</summary>
        public static TypeGarde Instantane => new("Instantane");
    }

    extension(ActeAudit)
    {
        /// <summary>A person asked for a snapshot.</summary>
        public static ActeAudit InstantaneDemande => new("InstantaneDemande");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.FichierScolarix)
        .AddKinds(NatureEvenement.Fichier)
        .AddKinds(TypeGarde.Instantane)
        .AddKinds(ActeAudit.InstantaneDemande);
}
