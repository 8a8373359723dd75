using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Registers what talks to Apogée.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Name of the <see cref="HttpClient"/> of all calls to Apogée; the host may add handlers to it.</summary>
    public const string HttpClientName = "Apogee";

    /// <summary>
    /// Adds the clients over a named client without redirections and without timeout of its own: each
    /// call has the one of its options.
    /// </summary>
    public static IHttpClientBuilder AddApogeeAdapter(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTransient(p =>
            new ApogeeOpiClient(Http(p), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<ApogeeOpiClient>>()));
        services.AddTransient(p =>
            new LaissezPasserClient(Http(p), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<LaissezPasserClient>>()));
        services.AddTransient(p =>
            new EtudiantClient(Http(p), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<EtudiantClient>>()));
        return services.AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => SoapClient.CreateHandler(TimeSpan.FromSeconds(10)))
            // The handler renews its connections itself; a timer of the factory would keep a stopped gateway in memory.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }

    private static HttpClient Http(IServiceProvider provider) => provider.GetRequiredService<IHttpClientFactory>()
        .CreateClient(HttpClientName);
}
