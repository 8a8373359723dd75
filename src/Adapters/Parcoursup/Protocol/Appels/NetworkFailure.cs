using System.Security.Authentication;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>A call without an answer, in French and for a technician. Exception texts stay out: they may quote values.</summary>
internal sealed record NetworkFailure(string Message, string Technique)
{
    /// <param name="seconds">Null when another limit than the configured one struck.</param>
    public static NetworkFailure Timeout(int? seconds, bool hasLeft)
    {
        var delay = seconds is null ? "à temps" : $"en {seconds} s";
        return new NetworkFailure(
            hasLeft
                ? $"Parcoursup n'a pas répondu {delay} : on ne sait pas si la demande a été prise en compte."
                : $"La connexion à Parcoursup n'a pas pu être établie {delay} : vérifier le réseau et le pare-feu.",
            "Timeout");
    }

    public static NetworkFailure Of(Exception exception, bool hasLeft)
    {
        // Our own word, in French: such an address is not called.
        if (exception.GetBaseException() is UnauthorizedAccessException refused) return new NetworkFailure(refused.Message, "Refused");
        var kind = exception is HttpRequestException http ? http.HttpRequestError : HttpRequestError.Unknown;
        var message = kind switch
        {
            HttpRequestError.NameResolutionError => "Le nom du serveur de Parcoursup est inconnu : vérifier l'adresse et le DNS.",
            HttpRequestError.ConnectionError when !hasLeft =>
            "Le serveur de Parcoursup refuse la connexion : vérifier l'adresse, le port et le pare-feu.",
            HttpRequestError.ProxyTunnelError => "Le serveur mandataire (proxy) refuse la connexion vers Parcoursup.",
            HttpRequestError.SecureConnectionError => Secure(exception),
            _ when hasLeft =>
            "La connexion à Parcoursup a été coupée avant la réponse : on ne sait pas si la demande a été prise en compte.",
            _ => "La connexion à Parcoursup a échoué avant l'envoi de la demande.",
        };
        return new NetworkFailure(message, kind == HttpRequestError.Unknown ? exception.GetType().Name : kind.ToString());
    }

    private static string Secure(Exception exception) => exception.InnerException is AuthenticationException
        ? "Le certificat TLS du serveur de Parcoursup n'est pas accepté : vérifier l'adresse et les autorités reconnues par cette machine."
        : "La connexion chiffrée (TLS) avec Parcoursup n'a pas pu être établie.";
}
