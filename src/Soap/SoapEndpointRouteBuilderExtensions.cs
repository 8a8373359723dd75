using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Soap.Server;

namespace Parcoursup.Gateway.Soap;

/// <summary>Maps SOAP services to addresses.</summary>
public static class SoapEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a service: POST (whatever the query string, and the SOAPAction unless it names another operation of the
    /// service), GET and HEAD for its contract. Uses the registered <see cref="TimeProvider"/> for its time-outs, the system's when
    /// there is none.
    /// </summary>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="pattern">The route; its values are in <see cref="SoapCall.HttpContext"/>.</param>
    /// <param name="service">The operations.</param>
    /// <param name="options">Limits and hooks; null for the defaults.</param>
    public static IEndpointConventionBuilder MapSoap(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        SoapService service,
        SoapEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(service);
        options ??= new();
        var services = endpoints.ServiceProvider;
        var endpoint = new SoapEndpoint(
            service,
            options,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Parcoursup.Gateway.Soap"));
        return endpoints.MapMethods(
            pattern,
            [HttpMethods.Post, HttpMethods.Get, HttpMethods.Head],
            http => HttpMethods.IsPost(http.Request.Method)
                ? endpoint.PostAsync(http)
                : ContractEndpoint.GetAsync(http, options));
    }
}
