using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The ports of the demo, all on loopback.</summary>
internal sealed record Ports(int Passerelle, int Parcoursup, int Apogee, int Fregata, int Scolarix)
{
    public const int Nombre = 5;

    // Below those that systems give to outgoing connections (Linux: from 32768).
    private const int Premier = 20_000;
    private const int Dernier = 32_000;

    /// <summary>The ports that were asked for, else 8080 and the next ones when a person looks on and they are free, else any.</summary>
    public static Ports Choisir(DemoOptions options)
    {
        if (options.Port is { } demande)
            return SontLibres(demande) ? Suite(demande)
            : throw new DemoException($"Les ports {demande} à {demande + Nombre - 1} ne sont pas tous libres.");

        if (!options.Exit && SontLibres(DemoOptions.PortPreset))
            return Suite(DemoOptions.PortPreset);

        return De(Libres(Nombre));
    }

    /// <summary>So many that are free, and that stay so: no outgoing connection is given one of them while a gateway is down.</summary>
    public static List<int> Libres(int nombre)
    {
        var premier = RandomNumberGenerator.GetInt32(Premier, Dernier);
        return [.. Enumerable.Range(0, Dernier - Premier).Select(i => Premier + ((premier - Premier + i) % (Dernier - Premier)))
            .Where(EstLibre).Take(nombre)];
    }

    private static Ports Suite(int premier) => De([.. Enumerable.Range(premier, Nombre)]);

    private static Ports De(List<int> ports) => new(ports[0], ports[1], ports[2], ports[3], ports[4]);

    private static bool SontLibres(int premier) => Enumerable.Range(premier, Nombre).All(EstLibre);

    private static bool EstLibre(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
