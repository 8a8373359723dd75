namespace Parcoursup.Gateway.Engine.Configuration;

public static class ConfigurationRegistration
{
    public static IServiceCollection AddGatewayConfiguration(this IServiceCollection services)
    {
        services.AddSingleton<SisProfiles>();
        services.AddSingleton<DocumentFormat>();
        services.AddSingleton<DocumentSecrets>();
        services.AddSingleton<EtablissementModels>();
        services.AddSingleton<ConfigurationDirectory>();
        services.AddSingleton<ConfigurationService>();
        services.AddSingleton<IConfigurationFollower, ConfigurationAudit>();
        services.AddSingleton<IDocumentRule, IdentityRule>();
        services.AddSingleton<IDocumentRule, ConnectionRule>();
        services.AddSingleton<IDocumentRule, FormationRule>();
        services.AddSingleton<IDocumentRule, CalendarRule>();
        services.AddHostedService<ConfigurationWatch>();
        return services;
    }
}
