using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Registers the adapter and its HTTP connection.</summary>
public static class ParcoursupHttp
{
    /// <summary>Name of the HttpClient, for whoever runs <see cref="ParcoursupConnectionTest"/> with it.</summary>
    public const string ClientName = "parcoursup";

    /// <summary>
    /// <see cref="ParcoursupClient"/> by injection. The host may register its own <see cref="IParcoursupAuthentication"/>
    /// and <see cref="TimeProvider"/> before.
    /// </summary>
    public static IServiceCollection AddParcoursupAdapter(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IParcoursupAuthentication, BodyCredentials>();
        services.AddHttpClient(ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddTypedClient<ParcoursupClient>();
        return services;
    }

    /// <summary>
    /// Follows no redirection, because the body carries credentials, and renews its connections so that a change of DNS
    /// is seen.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };
}
