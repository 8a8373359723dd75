using System.Net.Sockets;
using System.Security.Authentication;
using Refit;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>What can go wrong on the way, in French; never the address's query, a header or a secret.</summary>
internal static class Pannes
{
    public static bool Est(Exception panne) =>
        panne is HttpRequestException or IOException or OperationCanceledException or TimeoutException or ApiExceptionBase;

    public static string Dire(Exception panne) => Causes(panne).Select(Mot).OfType<string>().FirstOrDefault() ?? "la connexion a échoué.";

    private static string? Mot(Exception cause) => cause switch
    {
        OperationCanceledException or TimeoutException => "pas de réponse dans le délai.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connexion refusée : rien n'écoute à cette adresse.",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            "nom d'hôte inconnu.",
        SocketException { SocketErrorCode: SocketError.ConnectionReset } => "connexion coupée.",
        AuthenticationException => "la connexion chiffrée n'a pas pu être établie (certificat).",
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "la réponse a été coupée avant sa fin.",
        _ => null,
    };

    private static IEnumerable<Exception> Causes(Exception panne)
    {
        // The innermost says most.
        var causes = new Stack<Exception>();
        for (Exception? cause = panne; cause is not null; cause = cause.InnerException) causes.Push(cause);
        return causes;
    }
}
