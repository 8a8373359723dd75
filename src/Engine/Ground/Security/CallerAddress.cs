using System.Net;
using System.Net.Sockets;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Where a call comes from, as forwarded by trusted proxies.</summary>
public static class CallerAddress
{
    /// <summary>The caller's address; an IPv4 one that came over an IPv6 socket is IPv4.</summary>
    public static IPAddress? Of(HttpContext http) => Plain(http.Connection.RemoteIpAddress);

    public static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    /// <summary>
    /// Whose attempts are counted together: an IPv4 address, or an IPv6 network of 64 bits, since one machine has all of it.
    /// </summary>
    public static string SourceOf(IPAddress? address)
    {
        if (address is null) return "local";
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes) + "/64";
    }
}
