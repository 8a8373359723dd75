using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;

namespace Parcoursup.Gateway.Engine.Configuration;

internal static class ConfigurationRegistration
{
    public static IServiceCollection AddGatewayConfiguration(this IServiceCollection services)
    {
        services.AddSingleton<DocumentSecrets>();
        services.AddSingleton<ConfigurationDirectory>();
        services.AddSingleton<ConfigurationService>();
        services.AddSingleton<IDocumentRule, IdentityRule>();
        services.AddSingleton<IDocumentRule, ConnectionRule>();
        services.AddSingleton<IDocumentRule, OpiAccountRule>();
        services.AddSingleton<IDocumentRule, RelaisRule>();
        services.AddSingleton<IDocumentRule, OpiAccessRule>();
        services.AddSingleton<IDocumentRule, JobAccountRule>();
        services.AddSingleton<IDocumentRule, FichiersRule>();
        services.AddSingleton<IDocumentRule, RetourScolarixRule>();
        services.AddSingleton<IDocumentRule, ScolarixRule>();
        services.AddSingleton<IDocumentRule, FormationRule>();
        services.AddSingleton<IDocumentRule, FregataRule>();
        services.AddSingleton<IDocumentRule, CalendarRule>();
        services.AddHostedService<ConfigurationWatcher>();
        return services;
    }
}
