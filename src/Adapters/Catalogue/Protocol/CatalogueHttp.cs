using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>Registers the client of the formation service and its HTTP connection.</summary>
public static class CatalogueHttp
{
    /// <summary><see cref="ClientFormations"/> by injection. The host may register its own <see cref="TimeProvider"/> before.</summary>
    public static IServiceCollection AddServiceFormations(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(Transport.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.TryAddSingleton<ClientFormations>();
        return services;
    }

    // No redirection is followed: the token proves who we are, and to whom it goes is our choice.
    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };
}
