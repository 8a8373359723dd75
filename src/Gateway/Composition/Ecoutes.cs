using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Http;

namespace Parcoursup.Gateway.Composition;

/// <summary>
/// Where the gateway listens (rule J6): <c>Urls</c>; beside it, where they are given, addresses for people alone
/// (<c>Adresses:Personnes</c>), and sockets of this machine for the proxy of either side.
/// </summary>
internal sealed record Ecoutes(IReadOnlyList<string> Urls, IReadOnlyList<string> Personnes, string? Socket, string? SocketPersonnes)
{
    public const string PersonnesSetting = "Adresses:Personnes";
    public const string SocketSetting = "Adresses:Socket";
    public const string SocketPersonnesSetting = "Adresses:SocketPersonnes";

    private const string Unix = "http://unix:";

    /// <summary>People have an address of their own: each endpoint is bound to its side.</summary>
    public bool Separees => Personnes.Count > 0 || SocketPersonnes is not null;

    /// <summary>The proxy comes by a socket, and is believed there only.</summary>
    public bool ParPrise => Socket is not null || SocketPersonnes is not null;

    public static Ecoutes Of(IConfiguration configuration) => new(
        Split(configuration["Urls"]), Split(configuration[PersonnesSetting]),
        Path(configuration[SocketSetting]), Path(configuration[SocketPersonnesSetting]));

    /// <summary>What stands behind a listener of the server.</summary>
    public Ecoute Of(ListenOptions listen)
    {
        var people = listen.SocketPath is { } path ? path == SocketPersonnes
            : listen.IPEndPoint is { } point && Personnes.Any(url => point.Equals(PointOf(url)));
        return new(
            !Separees ? Cote.Partout : people ? Cote.Personnes : Cote.Machines,
            listen.SocketPath is { } socket && (socket == Socket || socket == SocketPersonnes));
    }

    /// <summary>Every address of the network that is listened to, as far as it can be read.</summary>
    public IEnumerable<Uri> Uris(IConfiguration configuration) =>
        Urls.Concat(EndpointsOf(configuration)).Concat(Personnes)
        .Select(url => url.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal))
        .Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null).OfType<Uri>()
        .Where(address => address.Scheme is "http" or "https" && address.Host.Length > 0 && address.Host != "unix");

    public bool IsOfPeople(Uri address) => Personnes.Any(url => PointOf(url) is { } point && point.Equals(PointOf(address.OriginalString)));

    /// <summary>What is wrong with the settings, in French.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration)
    {
        var ecoutes = Of(configuration);
        foreach (var url in ecoutes.Urls)
            if (ListeningError(url) is { } wrong) yield return "Urls : " + wrong;
        var others = ecoutes.Urls.Concat(EndpointsOf(configuration)).Select(PointOf).OfType<IPEndPoint>().ToHashSet();
        foreach (var url in ecoutes.Personnes)
            if ((ListeningError(url) ?? OwnError(url, others)) is { } wrong) yield return $"{PersonnesSetting} : {wrong}";
        foreach (var (name, path) in new[] { (SocketSetting, ecoutes.Socket), (SocketPersonnesSetting, ecoutes.SocketPersonnes) })
            if (path is not null && SocketError(path) is { } wrong) yield return $"{name} : {wrong}";
        if (ecoutes.Socket is not null && ecoutes.Socket == ecoutes.SocketPersonnes)
            yield return $"{SocketPersonnesSetting} : indiquer un autre fichier que pour {SocketSetting}.";
        if (ecoutes.ParPrise && !string.IsNullOrWhiteSpace(configuration["Adresses:Mandataires"]))
            yield return $"Adresses:Mandataires : avec {SocketSetting}, seul un mandataire inverse qui passe par le socket est cru, "
                + "puisque tout utilisateur de la machine peut appeler depuis la même adresse que lui : retirer ce réglage.";
    }

    public static IEnumerable<string> EndpointsOf(IConfiguration configuration) =>
        configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");

    /// <summary>As the server's own settings say it: the sockets and the people's addresses beside what is there.</summary>
    public IEnumerable<string> Added =>
        Personnes.Concat(new[] { Socket, SocketPersonnes }.OfType<string>().Select(path => Unix + path));

    private static string? OwnError(string url, HashSet<IPEndPoint> others) => PointOf(url) switch
    {
        { Port: 0 } => $"« {url} » : indiquer un port.",
        { } point when others.Contains(point) => $"« {url} » est aussi dans Urls : indiquer une autre adresse ou un autre port.",
        _ => null,
    };

    private static string? SocketError(string path)
    {
        if (!System.IO.Path.IsPathFullyQualified(path)) return $"« {path} » : indiquer un chemin complet.";
        if (System.Text.Encoding.UTF8.GetByteCount(path) > 107) return $"« {path} » est trop long pour un socket (107 octets).";
        return Directory.Exists(System.IO.Path.GetDirectoryName(path)) ? null
            : $"le dossier « {System.IO.Path.GetDirectoryName(path)} » n'existe pas.";
    }

    // As Kestrel understands an address: a name that is none of its own is every address.
    private static IPEndPoint? PointOf(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe) return null;
            return IPAddress.TryParse(address.Host, out var ip) ? new(ip, address.Port)
                : string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) ? new(IPAddress.Loopback, address.Port)
                : new(IPAddress.IPv6Any, address.Port);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? ListeningError(string listening)
    {
        if (IsUnix(listening)) return $"« {listening} » : un socket s'indique dans {SocketSetting}.";
        var named = listening.Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal);
        if (!Uri.TryCreate(named, UriKind.Absolute, out var address))
            return $"« {listening} » n'est pas une adresse d'écoute, par exemple http://127.0.0.1:8080.";
        if (address.Scheme is not ("http" or "https"))
            return $"« {listening} » commence par {address.Scheme} : une adresse d'écoute commence par http ou https.";
        return address.PathAndQuery == "/" ? null
            : $"« {listening} » contient un chemin ({address.PathAndQuery}) : indiquer l'adresse et le port seuls ; c'est au mandataire "
                + "inverse de retirer le préfixe, et à Adresses:Publique de le porter.";
    }

    private static bool IsUnix(string url) => url.StartsWith(Unix, StringComparison.OrdinalIgnoreCase);

    private static string[] Split(string? urls) =>
        urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? Path(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal static class EcoutesExtensions
{
    /// <summary>Makes the server listen to all of them.</summary>
    public static void Listen(this WebApplicationBuilder builder, Ecoutes ecoutes)
    {
        // The server binds a socket of this machine without a look at what lies there, and with the rights of the process.
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = endPoint =>
            endPoint is UnixDomainSocketEndPoint unix ? PriseLocale.Bind(unix)
                : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint));
        if (ecoutes.Separees) builder.Services.AddSingleton<MatcherPolicy, CotePolicy>();
        var added = ecoutes.Added.ToList();
        if (added.Count == 0) return;
        // The endpoints of its own section, where there are some, make it forget Urls.
        if (!Ecoutes.EndpointsOf(builder.Configuration).Any()) builder.Configuration["Urls"] = string.Join(';', ecoutes.Urls.Concat(added));
        else
            for (var i = 0; i < added.Count; i++)
                builder.Configuration[$"Kestrel:Endpoints:Adresses{i}:Url"] = added[i];
    }
}
