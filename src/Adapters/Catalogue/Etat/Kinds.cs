using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>The words of open lists that the catalogue writes.</summary>
internal static class Kinds
{
    extension(ActeAudit)
    {
        /// <summary>A rule came, changed or went, or somebody decided of its status.</summary>
        public static ActeAudit RegleChangee => new("CatalogueRegleChangee");

        /// <summary>An instructor asked for a publication, or withdrew a formation.</summary>
        public static ActeAudit PublicationDecidee => new("CataloguePublicationDecidee");

        /// <summary>The statuses of a night were given back.</summary>
        public static ActeAudit NuitRestauree => new("CatalogueNuitRestauree");

        /// <summary>A night ran because a person said so.</summary>
        public static ActeAudit NuitConfirmee => new("CatalogueNuitConfirmee");

        /// <summary>An import was applied because a person said so.</summary>
        public static ActeAudit ImportConfirme => new("CatalogueImportConfirme");
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddKinds(
        ActeAudit.RegleChangee, ActeAudit.PublicationDecidee, ActeAudit.NuitRestauree, ActeAudit.NuitConfirmee, ActeAudit.ImportConfirme);
}
