using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

public static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(AuditOptions.Section).Get<AuditOptions>() ?? new AuditOptions());
        services.AddSingleton(provider => new ActesAudit(provider.GetServices<RegisteredKind<ActeAudit>>()));
        services.AddSingleton<AuditChain>();
        services.AddSingleton<AuditBook>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<AuditVerifier>();
        services.AddSingleton<RefusRepetes>();
        services.AddSingleton<AuditQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditQueue>());
        services.AddHostedService<SyslogForwarder>();
        // Who did what outlives what it was done to; it names no candidate.
        services.AddTenues(TableTenue.Sans("audit"), TableTenue.Sans("audit_tete"), TableTenue.Sans("audit_envoi"));
        return services;
    }
}
