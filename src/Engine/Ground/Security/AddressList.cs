using System.Net;
using System.Net.Sockets;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Addresses and CIDR networks as an administrator writes them; a single address is a network of one.</summary>
public static class AddressList
{
    public static IPNetwork Parse(string text) => TryParse(text) ?? throw new FormatException($"« {text} »");

    /// <summary>Null when it is neither, or when bits are set behind the length of a network.</summary>
    public static IPNetwork? TryParse(string text)
    {
        // Four numbers: the framework also takes 10 and 10.1 for addresses.
        if (!text.Contains(':', StringComparison.Ordinal) && text.Count(c => c == '.') != 3) return null;
        if (IPNetwork.TryParse(text, out var network))
            return IPAddress.TryParse(text.Split('/')[0], out var written) && written.Equals(network.BaseAddress) ? network : null;
        return IPAddress.TryParse(text, out var address) && address.ScopeIdOrZero() == 0
            ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : null;
    }

    private static long ScopeIdOrZero(this IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
