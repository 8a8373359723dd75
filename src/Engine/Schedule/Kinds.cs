using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>What persons do to planned work.</summary>
public static class Kinds
{
    extension(ActeAudit)
    {
        public static ActeAudit TravailLance => new("TravailLance");
        public static ActeAudit TravailSuspendu => new("TravailSuspendu");
        public static ActeAudit TravailRepris => new("TravailRepris");
    }

    public static IServiceCollection Add(IServiceCollection services) =>
        services.AddKinds(ActeAudit.TravailLance, ActeAudit.TravailSuspendu, ActeAudit.TravailRepris);
}
