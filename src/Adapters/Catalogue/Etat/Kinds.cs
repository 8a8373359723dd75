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

    extension(ActeAudit)
    {
        public static ActeAudit CampagneOuverte => new("CatalogueCampagneOuverte");

        /// <summary>A feed was handed in; it may have been held or refused.</summary>
        public static ActeAudit FluxImporte => new("CatalogueFluxImporte");

        public static ActeAudit MefsImportes => new("CatalogueMefsImportes");

        /// <summary>A person had a night run.</summary>
        public static ActeAudit NuitLancee => new("CatalogueNuitLancee");

        /// <summary>A person had formations posted to Parcoursup.</summary>
        public static ActeAudit EnvoiLance => new("CatalogueEnvoiLance");

        /// <summary>A return flow of Parcoursup was applied.</summary>
        public static ActeAudit RetourApplique => new("CatalogueRetourApplique");
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddKinds(
        ActeAudit.RegleChangee, ActeAudit.PublicationDecidee, ActeAudit.NuitRestauree, ActeAudit.NuitConfirmee, ActeAudit.ImportConfirme,
        ActeAudit.CampagneOuverte, ActeAudit.FluxImporte, ActeAudit.MefsImportes, ActeAudit.NuitLancee, ActeAudit.EnvoiLance,
        ActeAudit.RetourApplique);
}
