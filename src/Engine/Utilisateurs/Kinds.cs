using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>What is done to accounts, and by them to themselves.</summary>
public static class Kinds
{
    extension(ActeAudit)
    {
        public static ActeAudit UtilisateurInvite => new("UtilisateurInvite");
        public static ActeAudit UtilisateurCree => new("UtilisateurCree");
        public static ActeAudit UtilisateurDesactive => new("UtilisateurDesactive");
        public static ActeAudit UtilisateurReactive => new("UtilisateurReactive");
        public static ActeAudit DroitsChanges => new("DroitsChanges");
        public static ActeAudit MotDePasseChange => new("MotDePasseChange");
        public static ActeAudit SecondFacteurPose => new("SecondFacteurPose");
        public static ActeAudit SecondFacteurRetire => new("SecondFacteurRetire");
        public static ActeAudit ConnexionOuverte => new("ConnexionOuverte");
        public static ActeAudit ConnexionFermee => new("ConnexionFermee");
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddKinds(
        ActeAudit.UtilisateurInvite, ActeAudit.UtilisateurCree, ActeAudit.UtilisateurDesactive, ActeAudit.UtilisateurReactive,
        ActeAudit.DroitsChanges, ActeAudit.MotDePasseChange, ActeAudit.SecondFacteurPose, ActeAudit.SecondFacteurRetire,
        ActeAudit.ConnexionOuverte, ActeAudit.ConnexionFermee);
}
