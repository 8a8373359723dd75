namespace Parcoursup.Gateway.Soap.Client;

/// <summary>Turns a failed transport into "never left" or "nobody knows".</summary>
internal static class TransportFailure
{
    public static SoapClientResult Classify(Exception e, Wire wire, bool cancelledByCaller) =>
        wire.Left ? Unknown(e, wire, cancelledByCaller) : NotSent(e, wire, cancelledByCaller);

    private static SoapClientResult.Unknown Unknown(Exception e, Wire wire, bool cancelledByCaller)
    {
        var (reason, note) = e switch
        {
            OperationCanceledException when cancelledByCaller =>
                (UnknownReason.Cancelled, "L'appel a été interrompu après l'envoi du message."),
            OperationCanceledException =>
                (UnknownReason.Timeout, "Le service n'a pas répondu dans le délai imparti."),
            _ => (UnknownReason.ConnectionLost, "La connexion a été coupée avant la fin de la réponse."),
        };
        return new(wire.Exchange, reason, note, CauseOf(e));
    }

    private static SoapClientResult.NotSent NotSent(Exception e, Wire wire, bool cancelledByCaller)
    {
        var (reason, note) = e switch
        {
            OperationCanceledException when cancelledByCaller =>
                (NotSentReason.Cancelled, "L'appel a été interrompu avant l'envoi du message."),
            OperationCanceledException =>
                (NotSentReason.Timeout, "La connexion n'a pas pu être établie dans le délai imparti."),
            // The host's own word, from where it opens connections.
            HttpRequestException http when http.GetBaseException() is UnauthorizedAccessException refused =>
                (NotSentReason.Refused, refused.Message),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                (NotSentReason.NameResolution, "Le nom du serveur est inconnu : vérifiez l'adresse."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                (NotSentReason.Tls, "La connexion sécurisée (TLS) a échoué : vérifiez les certificats."),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                (NotSentReason.Proxy, "Le serveur mandataire (proxy) a refusé la connexion."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                (NotSentReason.Connection, "Le serveur refuse la connexion ou est injoignable."),
            _ => (NotSentReason.Other, "Le message n'a pas pu être envoyé."),
        };
        return new(wire.Exchange, reason, note, CauseOf(e));
    }

    private static string CauseOf(Exception e)
    {
        var innermost = e.GetBaseException();
        return innermost == e ? e.Message : $"{e.Message} — {innermost.Message}";
    }
}
