using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Fregata.Acces;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>What Fregata says of its dossiers; applied as it is journaled.</summary>
        public static Canal Fregata => new("Fregata");
    }

    extension(ActeAudit)
    {
        /// <summary>Fregata asked for its candidates.</summary>
        public static ActeAudit ImportFregata => new("FregataImport");

        /// <summary>An import was cancelled.</summary>
        public static ActeAudit ImportFregataAnnule => new("FregataImportAnnule");

        /// <summary>Fregata told what became of dossiers: processed, validated, cancelled.</summary>
        public static ActeAudit DeclarationFregata => new("FregataDeclaration");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Fregata)
        .AddKinds(ActeAudit.ImportFregata, ActeAudit.ImportFregataAnnule, ActeAudit.DeclarationFregata);
}
