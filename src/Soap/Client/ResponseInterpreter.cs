using System.Xml;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Client;

/// <summary>Tells a response from a fault from anything else.</summary>
internal static class ResponseInterpreter
{
    public static SoapClientResult Interpret(SoapExchange exchange, SoapLimits limits)
    {
        var status = exchange.Status ?? 0;
        var body = exchange.Response ?? default;
        if (body.IsEmpty) return Failure("La réponse est vide");
        try
        {
            using var message = SoapMessage.Open(body, exchange.Charset, limits);
            if (message.Name is { Name: "Fault", Namespace: SoapNamespaces.Envelope })
            {
                var fault = SoapFaultReader.Read(message.Reader);
                message.Complete();
                return new SoapClientResult.Fault(exchange, fault);
            }

            message.Complete();
            return status is >= 200 and < 300
                ? new SoapClientResult.Success(exchange, message.Name, limits)
                : Failure("La réponse contient un résultat malgré un statut d'erreur");
        }
        catch (SoapRequestException)
        {
            return Failure("La réponse n'est pas un message SOAP 1.1");
        }
        catch (XmlException)
        {
            return Failure("La réponse n'est pas un message SOAP 1.1");
        }

        SoapClientResult.HttpFailure Failure(string note) => new(
            exchange,
            status,
            status is 401 or 403
                ? $"L'accès est refusé : vérifiez l'identifiant et le mot de passe (statut HTTP {status})."
                : $"{note} (statut HTTP {status}).");
    }
}
