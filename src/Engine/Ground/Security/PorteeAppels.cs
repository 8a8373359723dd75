using System.Net;
using System.Net.NetworkInformation;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>How far the services of établissements may lie on this very machine.</summary>
/// <param name="Boucle">Loopback is called: a trial, or the operator has said so.</param>
/// <param name="Ports">Where the gateway itself listens.</param>
public sealed record PorteeAppels(bool Boucle, IReadOnlySet<int> Ports)
{
    /// <summary>The addresses of this machine; asked for anew, since they change.</summary>
    public Func<IEnumerable<IPAddress>> Adresses { get; init; } =
        static () => IPGlobalProperties.GetIPGlobalProperties().GetUnicastAddresses().Select(own => own.Address);

    internal bool IsOwn(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Adresses().Any(own => own.Equals(plain));
    }
}
