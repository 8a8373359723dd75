using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What an answer of Apogée means for the delivery.</summary>
internal static class ReponseApogee
{
    private const string Credentials =
        "Apogée refuse l'identifiant du service : vérifier login et motDePasse dans la configuration d'Apogée, et les droits de ce compte.";

    public static IssueEnvoi Classify(SoapClientResult result, ServiceApogee service, OperationApogee operation) => result switch
    {
        SoapClientResult.Success success => OfSuccess(success, service, operation),
        SoapClientResult.Fault fault => OfFault(fault.Received, fault.Exchange.Status, operation),
        SoapClientResult.HttpFailure failure => OfHttp(failure, service),
        SoapClientResult.NotSent notSent => new IssueEnvoi.NonEnvoyee(notSent.Note),
        SoapClientResult.Unknown unknown => new IssueEnvoi.Incertaine(unknown.Note),
        _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
    };

    /// <summary>The dotted code of a fault: its text, else put together from the detail.</summary>
    public static string? Code(SoapFaultReceived fault)
    {
        var text = fault.Text.Trim();
        if (text.Contains('.', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal)) return text;
        string?[] parts = [fault.Field("type"), fault.Field("domaine"), fault.Field("nature"), fault.Field("element")];
        return parts[0] is null || parts[1] is null ? null : string.Join('.', parts.Where(p => !string.IsNullOrWhiteSpace(p)));
    }

    private static IssueEnvoi OfSuccess(SoapClientResult.Success success, ServiceApogee service, OperationApogee operation) =>
        success.ResponseName.Name == operation.Reponse && success.ResponseName.Namespace == service.EspaceDeNoms
            ? new IssueEnvoi.Acquittee()
            : new IssueEnvoi.EchecTechnique(null,
                $"La réponse n'est pas celle de {service.Nom} ({success.ResponseName.Name} au lieu de {operation.Reponse}) : vérifier "
                + $"l'adresse, la version et l'espace de noms configurés.");

    private static IssueEnvoi OfFault(SoapFaultReceived fault, int? status, OperationApogee operation)
    {
        var code = Code(fault);
        if (status is 401 or 403 || FautesApogee.IsSecurity(code)) return new IssueEnvoi.EchecTechnique(code, Credentials);
        var message = fault.Field("lastErrorMsg") ?? fault.Field("messages") ?? fault.Text;
        return FautesApogee.IsBusiness(code)
            ? new IssueEnvoi.Refusee(code, message, FautesApogee.Explain(code!, operation.Objet))
            : new IssueEnvoi.EchecTechnique(code, $"Apogée n'a pas pu traiter {operation.Objet} : {message}");
    }

    private static IssueEnvoi OfHttp(SoapClientResult.HttpFailure failure, ServiceApogee service) => failure.Status switch
    {
        401 or 403 => new IssueEnvoi.EchecTechnique(Http(failure), Credentials),
        404 => new IssueEnvoi.EchecTechnique(Http(failure),
            $"Aucun service à cette adresse (404) : vérifier l'url d'Apogée, contexte et /services/{service.Nom} compris."),
        // A proxy lost the answer: the call may still be running behind it (rule E2).
        502 or 504 => new IssueEnvoi.Incertaine($"Un serveur intermédiaire n'a pas rendu la réponse d'Apogée : {failure.Note}"),
        _ => new IssueEnvoi.EchecTechnique(Http(failure), $"Apogée n'a pas répondu comme un service SOAP : {failure.Note}"),
    };

    private static string Http(SoapClientResult.HttpFailure failure) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"HTTP {failure.Status}");
}
