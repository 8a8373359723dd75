using System.Net;
using System.Net.Sockets;

namespace Parcoursup.Gateway.Engine.Ground.Security;

internal enum Nature
{
    Ordinaire,

    /// <summary>This machine.</summary>
    Boucle,

    /// <summary>Of a link (where clouds keep their credentials), of many machines, of none.</summary>
    Interdite,
}

/// <summary>What an address is, in whatever form it is written.</summary>
internal static class NatureAdresse
{
    private static readonly IPNetwork Lien = IPNetwork.Parse("169.254.0.0/16");
    private static readonly IPNetwork Aucune = IPNetwork.Parse("0.0.0.0/8");
    private static readonly IPNetwork Groupe = IPNetwork.Parse("224.0.0.0/4");

    // Addresses of the other kind inside one: translated (NAT64), or tunnelled (6to4), or in the old form.
    private static readonly (IPNetwork Network, int At)[] Enveloppes =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12),
    ];

    public static Nature Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return Nature.Boucle;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) ? Nature.Interdite
                : Enveloppes.FirstOrDefault(e => e.Network.Contains(address)) is { At: > 0 and var at }
                    ? Of(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)))
                : Nature.Ordinaire;
        return Lien.Contains(address) || Aucune.Contains(address) || Groupe.Contains(address) || address.Equals(IPAddress.Broadcast)
            ? Nature.Interdite : Nature.Ordinaire;
    }
}
