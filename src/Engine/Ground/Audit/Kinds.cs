using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>The acts of the engine and of the host; each module has its own beside them.</summary>
public static class Kinds
{
    extension(ActeAudit)
    {
        public static ActeAudit EtablissementConfigure => new("EtablissementConfigure");
        public static ActeAudit EtablissementSupprime => new("EtablissementSupprime");
        public static ActeAudit CampagneConfiguree => new("CampagneConfiguree");
        public static ActeAudit CleCreee => new("CleCreee");
        public static ActeAudit CleRevoquee => new("CleRevoquee");
        public static ActeAudit CleMaitresseChangee => new("CleMaitresseChangee");
        public static ActeAudit GardeTranchee => new("GardeTranchee");
        public static ActeAudit TacheTerminee => new("TacheTerminee");
        public static ActeAudit LivraisonRelancee => new("LivraisonRelancee");

        /// <summary>Refused deliveries are sent again step by step.</summary>
        public static ActeAudit PaliersLances => new("PaliersLances");

        /// <summary>A person stopped that.</summary>
        public static ActeAudit PaliersArretes => new("PaliersArretes");
        public static ActeAudit ValeurCorrigee => new("ValeurCorrigee");
        public static ActeAudit CorrectionAnnulee => new("CorrectionAnnulee");
        public static ActeAudit ConnecteurTeste => new("ConnecteurTeste");
        public static ActeAudit HorlogeReglee => new("HorlogeReglee");

        /// <summary>A send of many lines was taken in: enrolments, results.</summary>
        public static ActeAudit EnvoiRecu => new("EnvoiRecu");

        /// <summary>A feedback run was started by a person.</summary>
        public static ActeAudit RemonteeLancee => new("RemonteeLancee");

        /// <summary>What a former version had stored in clear was sealed.</summary>
        public static ActeAudit DonneesChiffrees => new("DonneesChiffrees");

        /// <summary>The journal was replayed into another database, and what differs was shown.</summary>
        public static ActeAudit JournalRejoue => new("JournalRejoue");

        /// <summary>An erased person may come again.</summary>
        public static ActeAudit PersonneReadmise => new("PersonneReadmise");

        public static ActeAudit CampagneClose => new("CampagneClose");

        /// <summary>People's data were erased: of a session, an établissement, one person, or by their age.</summary>
        public static ActeAudit DonneesEffacees => new("DonneesEffacees");

        /// <summary>One candidate was looked at.</summary>
        public static ActeAudit DossierConsulte => new("DossierConsulte");

        /// <summary>A list that names candidates was looked at.</summary>
        public static ActeAudit ListeConsultee => new("ListeConsultee");

        /// <summary>The bytes of an exchange were looked at.</summary>
        public static ActeAudit ContenuConsulte => new("ContenuConsulte");

        /// <summary>A file with personal data was fetched.</summary>
        public static ActeAudit DonneesExportees => new("DonneesExportees");

        /// <summary>The audit itself was looked at.</summary>
        public static ActeAudit AuditConsulte => new("AuditConsulte");

        /// <summary>A key, an account or a pair was wrong, or came too often.</summary>
        public static ActeAudit IdentifiantsRefuses => new("IdentifiantsRefuses");

        /// <summary>A right key asked for what it has no right to.</summary>
        public static ActeAudit AccesRefuse => new("AccesRefuse");

        /// <summary>One account, or one address, was refused again and again.</summary>
        public static ActeAudit AlerteRefus => new("AlerteRefus");
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddKinds(
        ActeAudit.EtablissementConfigure, ActeAudit.EtablissementSupprime, ActeAudit.CampagneConfiguree, ActeAudit.CleCreee,
        ActeAudit.CleRevoquee, ActeAudit.CleMaitresseChangee, ActeAudit.GardeTranchee, ActeAudit.TacheTerminee,
        ActeAudit.LivraisonRelancee, ActeAudit.PaliersLances, ActeAudit.PaliersArretes, ActeAudit.ValeurCorrigee,
        ActeAudit.CorrectionAnnulee, ActeAudit.ConnecteurTeste,
        ActeAudit.HorlogeReglee, ActeAudit.EnvoiRecu, ActeAudit.RemonteeLancee, ActeAudit.DonneesChiffrees, ActeAudit.JournalRejoue,
        ActeAudit.PersonneReadmise, ActeAudit.CampagneClose, ActeAudit.DonneesEffacees, ActeAudit.DossierConsulte,
        ActeAudit.ListeConsultee, ActeAudit.ContenuConsulte, ActeAudit.DonneesExportees, ActeAudit.AuditConsulte,
        ActeAudit.IdentifiantsRefuses, ActeAudit.AccesRefuse, ActeAudit.AlerteRefus);
}
