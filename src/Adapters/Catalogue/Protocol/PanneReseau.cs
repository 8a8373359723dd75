using System.Security.Authentication;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>Says in French why a call has no answer. Exception texts stay out: they may quote values.</summary>
internal static class PanneReseau
{
    public static string Delai(TimeSpan delai, bool parti) => parti
        ? $"Parcoursup n'a pas répondu en {delai.TotalSeconds:0.#} s : on ne sait pas si la formation a été prise en compte."
        : $"La connexion à Parcoursup n'a pas pu être établie en {delai.TotalSeconds:0.#} s : vérifier le réseau et le pare-feu.";

    public static string De(Exception exception, bool parti) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "Le nom du serveur de Parcoursup est inconnu : vérifier l'adresse et le DNS.",
        HttpRequestError.ConnectionError when !parti =>
            "Le serveur de Parcoursup refuse la connexion : vérifier l'adresse, le port et le pare-feu.",
        HttpRequestError.ProxyTunnelError => "Le serveur mandataire (proxy) refuse la connexion vers Parcoursup.",
        HttpRequestError.SecureConnectionError when exception.InnerException is AuthenticationException =>
            "Le certificat TLS du serveur de Parcoursup n'est pas accepté : vérifier l'adresse et les autorités de cette machine.",
        HttpRequestError.SecureConnectionError => "La connexion chiffrée (TLS) avec Parcoursup n'a pas pu être établie.",
        _ when parti => "La connexion à Parcoursup a été coupée avant la fin de la réponse : on ne sait pas si la formation a été prise en "
            + "compte.",
        _ => "La connexion à Parcoursup a échoué avant l'envoi de la demande.",
    };
}
