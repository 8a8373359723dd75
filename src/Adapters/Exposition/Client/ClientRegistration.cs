using Parcoursup.Gateway.Adapters.Exposition.Protocol;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

internal static class ClientRegistration
{
    public static IServiceCollection AddExpositionClient(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ReglagesExposition>(configuration.GetSection(ReglagesExposition.Section));
        services.AddSingleton<ConnexionsReglees>();
        services.AddSingleton<CacheBook>();
        services.AddSingleton<IExpositionClients, ExpositionClients>();
        return services;
    }
}
