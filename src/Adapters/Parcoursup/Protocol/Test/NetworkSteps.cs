using System.Net;
using System.Net.Sockets;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>From the server's name to its first HTTP answer.</summary>
internal static class NetworkSteps
{
    public static async Task<StepOutcome> ResolveAsync(Route route, CancellationToken cancellationToken)
    {
        var host = route.First;
        if (host.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            return StepOutcome.Success($"{host.Host} est une adresse IP : rien à résoudre.");
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host.IdnHost, cancellationToken);
            if (addresses.Length > 0)
                return StepOutcome.Success($"{host.Host}{route.Mention} : {string.Join(", ", addresses.Select(a => a.ToString()))}.");
        }
        catch (SocketException)
        {
            // Unknown to the resolver: the same as no address.
        }

        return StepOutcome.Failure(
            $"Le nom {host.Host}{route.Mention} est inconnu du DNS.",
            "Vérifier l'adresse saisie, puis le serveur DNS de cette machine.");
    }

    public static async Task<StepOutcome> ConnectAsync(Route route, CancellationToken cancellationToken)
    {
        var host = route.First;
        try
        {
            await using var stream = await route.ConnectAsync(cancellationToken);
            return StepOutcome.Success($"Connexion à {host.Host}:{host.Port}{route.Mention} établie.");
        }
        catch (UnauthorizedAccessException refused)
        {
            return StepOutcome.Failure(refused.Message, "Corriger « parcoursup.url ».");
        }
        catch (SocketException e)
        {
            return StepOutcome.Failure(
                $"La connexion à {host.Host}:{host.Port}{route.Mention} est impossible ({e.SocketErrorCode}).",
                "Vérifier le port de l'adresse et demander l'ouverture du pare-feu vers ce serveur.");
        }
    }

    /// <summary>Any HTTP status will do, except those by which a server says that it is not at work or not at this address.</summary>
    public static async Task<StepOutcome> AnswersHttpAsync(HttpClient http, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode switch
            {
                >= 300 and < 400 => StepOutcome.Failure(
                    $"Le serveur renvoie vers une autre adresse (HTTP {(int)response.StatusCode}).",
                    "Saisir l'adresse définitive : les identifiants ne sont pas envoyés vers une adresse de renvoi."),
                502 or 503 or 504 => StepOutcome.Failure(
                    $"Le serveur répond qu'il est indisponible (HTTP {(int)response.StatusCode}).",
                    "Attendre que Parcoursup soit de nouveau disponible, puis recommencer."),
                _ => StepOutcome.Success($"Le serveur répond en HTTP (code {(int)response.StatusCode})."),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return StepOutcome.Failure(
                NetworkFailure.Of(e, hasLeft: false).Message,
                "Vérifier que l'adresse et le port sont bien ceux d'un service HTTP.");
        }
    }
}
