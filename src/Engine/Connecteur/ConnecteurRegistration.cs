using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Connecteur;

public static class ConnecteurRegistration
{
    public static IServiceCollection AddConnecteur(this IServiceCollection services)
    {
        services.AddSingleton<ConnectorTest>();
        services.AddSingleton<ConnectorRetest>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectorRetest>());
        services.AddTenues(new TableTenue("test_connecteur", "tests du connecteur"));
        services.AddSingleton<Reglage>();
        return services;
    }
}
