using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(TypeTache)
    {
        /// <summary>Nobody knows whether candidates have the baccalauréat (rule G1).</summary>
        public static TypeTache BacInconnu => new("BacInconnu");

        /// <summary>Candidates lack what Scolarix needs of everybody, and stay out of its file.</summary>
        public static TypeTache FicheIncomplete => new("FicheIncomplete");

        /// <summary>Several dossiers have one INE, of which the file holds one (rule A5).</summary>
        public static TypeTache DoublonIne => new("DoublonIne");
    }

    extension(NatureEvenement)
    {
        /// <summary>A person has said whether the candidate holds the baccalauréat (rule G1).</summary>
        public static NatureEvenement Declaration => new("Declaration");
    }

    extension(ActeAudit)
    {
        /// <summary>A person said, or took back, whether a candidate holds the baccalauréat.</summary>
        public static ActeAudit BacDeclare => new("BacDeclare");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeTache.BacInconnu, TypeTache.FicheIncomplete, TypeTache.DoublonIne)
        .AddKinds(NatureEvenement.Declaration)
        .AddKinds(ActeAudit.BacDeclare);
}
