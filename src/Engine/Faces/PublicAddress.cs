using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>How the gateway is reached from outside: the setting <c>Adresses:Publique</c>, else its first listening address.</summary>
public sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    /// <summary>How this caller reaches the gateway: the setting, else the address that he has just called.</summary>
    public Uri SeenBy(HttpRequest request) =>
        configuration["Adresses:Publique"] is { Length: > 0 } || !request.Host.HasValue
            ? Of(request.Path)
            : new Uri($"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}");

    /// <summary>How people reach it: where they have an address of their own, by that.</summary>
    public Uri OfPeople(string path) =>
        configuration["Adresses:Personnes"]?.Split(';', StringSplitOptions.TrimEntries)[0] is { Length: > 0 } own
            ? Plain(own, path) : Of(path);

    public Uri Of(string path)
    {
        var root = configuration["Adresses:Publique"] is { Length: > 0 } configured
            ? configured
            : Listening() ?? configuration["Urls"]?.Split(';')[0]
            ?? "http://127.0.0.1:8080";
        return Plain(root, path);
    }

    private static Uri Plain(string root, string path) =>
        new(root.Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal)
                .TrimEnd('/') + path);

    // What the machines of others call: neither a socket of this machine nor an address for people.
    private string? Listening()
    {
        var people = configuration["Adresses:Personnes"]?.Split(';', StringSplitOptions.TrimEntries) ?? [];
        return server.Features.Get<IServerAddressesFeature>()?.Addresses
            .FirstOrDefault(address => !address.Contains("://unix:", StringComparison.Ordinal) && !people.Contains(address.TrimEnd('/')));
    }
}
