namespace Parcoursup.Gateway.Engine.Connecteur;

public static class ConnecteurRegistration
{
    public static IServiceCollection AddConnecteur(this IServiceCollection services)
    {
        services.AddSingleton<ConnectorTest>();
        services.AddSingleton<ConnectorRetest>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectorRetest>());
        return services;
    }
}
