using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Courriel;

/// <summary>Who is told by e-mail, and who asked for it.</summary>
public static class Kinds
{
    extension(ActeAudit)
    {
        public static ActeAudit DestinataireAjoute => new("DestinataireAjoute");
        public static ActeAudit DestinataireRetire => new("DestinataireRetire");
        public static ActeAudit CourrielDemande => new("CourrielDemande");
    }

    public static IServiceCollection Add(IServiceCollection services) =>
        services.AddKinds(ActeAudit.DestinataireAjoute, ActeAudit.DestinataireRetire, ActeAudit.CourrielDemande);
}
