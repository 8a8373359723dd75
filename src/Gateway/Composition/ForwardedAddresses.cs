using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Parcoursup.Gateway.Composition;

/// <summary>
/// Behind a reverse proxy the caller's address is in a header, which is believed only when it comes from a proxy that
/// the setting <c>Adresses:Mandataires</c> names (addresses, comma-separated). Throttling is per address: without this
/// one guesser behind the proxy would shut everybody out.
/// </summary>
internal static class ForwardedAddresses
{
    /// <summary>Whether the proxies' word for host and prefix is believed, too: else <c>Adresses:Publique</c> says it.</summary>
    public const string HostSetting = "Adresses:HoteTransmis";

    private const string Setting = "Adresses:Mandataires";

    public static void AddForwardedAddresses(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = Proxies(configuration);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            if (proxies.Count == 0) return;
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Most proxies pass on what the caller says of it: whoever sets it, sets the address in every WSDL.
            if (ExposureCheck.Says(configuration, HostSetting))
                options.ForwardedHeaders |= ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix;
            foreach (var proxy in proxies) options.KnownProxies.Add(proxy);
        });
    }

    public static IEnumerable<string> Errors(IConfiguration configuration) =>
        Texts(configuration).Where(text => !IPAddress.TryParse(text, out _))
        .Select(text => $"{Setting} : « {text} » n'est pas une adresse IP.");

    /// <summary>The reverse proxies that are believed.</summary>
    public static IReadOnlyList<IPAddress> Proxies(IConfiguration configuration) => [.. Texts(configuration).Select(IPAddress.Parse)];

    private static string[] Texts(IConfiguration configuration) =>
        configuration[Setting]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
