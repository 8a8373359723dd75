using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Connecteur;

public static class ConnecteurRegistration
{
    public static IServiceCollection AddConnecteur(this IServiceCollection services)
    {
        services.AddSingleton<ConnectorTest>();
        services.AddSingleton<RetestSignal>();
        services.AddSingleton<ConnectorRetest>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectorRetest>());
        services.AddSingleton<TestEnCoursBook>();
        services.AddSingleton<TestsLances>();
        services.AddHostedService(provider => provider.GetRequiredService<TestsLances>());
        services.AddTenues(
            new TableTenue("test_connecteur", "tests du connecteur"),
            new TableTenue("test_en_cours", "tests du connecteur en cours") { Cle = "etablissement" });
        services.AddSingleton<Reglage>();
        return services;
    }
}
