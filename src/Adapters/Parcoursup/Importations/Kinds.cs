using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>Parcoursup's CSV export of admitted candidates.</summary>
        public static Canal Importation => new("Importation");
    }

    extension(ActeAudit)
    {
        /// <summary>An export was handed in, to be analysed.</summary>
        public static ActeAudit ImportationDeposee => new("ImportationDeposee");

        /// <summary>A person had an analysed export applied.</summary>
        public static ActeAudit ImportationConfirmee => new("ImportationConfirmee");

        /// <summary>A person dropped it.</summary>
        public static ActeAudit ImportationAbandonnee => new("ImportationAbandonnee");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Importation)
        .AddKinds(ActeAudit.ImportationDeposee, ActeAudit.ImportationConfirmee, ActeAudit.ImportationAbandonnee);
}
