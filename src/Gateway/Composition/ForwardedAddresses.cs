using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Http;

namespace Parcoursup.Gateway.Composition;

/// <summary>
/// Behind a reverse proxy the caller's address is in a header, which is believed only when it comes from a proxy that
/// the setting <c>Adresses:Mandataires</c> names (addresses, comma-separated). Throttling is per address: without this
/// one guesser behind the proxy would shut everybody out. Where there is a socket for the proxy (<c>Adresses:Socket</c>), it alone is
/// believed: every user of the machine can call from its own address.
/// </summary>
internal static class ForwardedAddresses
{
    /// <summary>Whether the proxies' word for host and prefix is believed, too: else <c>Adresses:Publique</c> says it.</summary>
    public const string HostSetting = "Adresses:HoteTransmis";

    private const string Setting = "Adresses:Mandataires";

    public static void AddForwardedAddresses(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = Proxies(configuration);
        var bySocket = Ecoutes.Of(configuration).ParPrise;
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            if (proxies.Count == 0 && !bySocket) return;
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Most proxies pass on what the caller says of it: whoever sets it, sets the address in every WSDL.
            if (ExposureCheck.Says(configuration, HostSetting))
                options.ForwardedHeaders |= ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix;
            foreach (var proxy in proxies) options.KnownProxies.Add(proxy);
        });
    }

    /// <summary>Certificate first: only the connection itself tells whether a trusted proxy speaks.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var proxies = Proxies(app.Configuration);
        if (Ecoutes.Of(app.Configuration).ParPrise)
        {
            app.UseForwardedCertificates(IsSocket);
            app.UseWhen(IsSocket, behind => behind.UseForwardedHeaders());
            return;
        }

        app.UseForwardedCertificates(http => CallerAddress.Of(http) is { } peer && proxies.Contains(peer));
        app.UseForwardedHeaders();
    }

    public static IEnumerable<string> Errors(IConfiguration configuration) =>
        Texts(configuration).Where(text => !IPAddress.TryParse(text, out _))
        .Select(text => $"{Setting} : « {text} » n'est pas une adresse IP.");

    /// <summary>The reverse proxies that are believed.</summary>
    public static IReadOnlyList<IPAddress> Proxies(IConfiguration configuration) => [.. Texts(configuration).Select(IPAddress.Parse)];

    private static bool IsSocket(HttpContext http) => Ecoute.Of(http) is { Prise: true };

    private static string[] Texts(IConfiguration configuration) =>
        configuration[Setting]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
