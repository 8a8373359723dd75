using System.Globalization;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What an answer of Apogée means for the delivery.</summary>
internal static class ReponseApogee
{
    private const int LongestMessage = 1000;

    private const string Credentials =
        "Apogée refuse l'identifiant du service : vérifier login et motDePasse dans la configuration d'Apogée, et les droits de ce compte.";

    public static IssueEnvoi Classify(SoapClientResult result, ServiceApogee service, OperationApogee operation) => result switch
    {
        SoapClientResult.Success success => OfSuccess(success, service, operation),
        SoapClientResult.Fault fault => OfFault(fault.Received, fault.Exchange, operation),
        SoapClientResult.HttpFailure failure => ReponseHttp.Classify(failure, service),
        SoapClientResult.NotSent notSent => new IssueEnvoi.NonEnvoyee(notSent.Note),
        SoapClientResult.Unknown unknown => new IssueEnvoi.Incertaine(unknown.Note),
        _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
    };

    /// <summary>
    /// The dotted code of a fault: its text, else put together from the detail. Three parts, as some releases give it, are completed
    /// by the element that the detail names.
    /// </summary>
    public static string? Code(SoapFaultReceived fault)
    {
        var text = fault.Text.Trim();
        if (text.Contains('.', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal))
            return FautesApogee.IsWithoutElement(text) && fault.Field("element") is { } element && !string.IsNullOrWhiteSpace(element)
                ? $"{text}.{element.Trim()}" : text;
        string?[] parts = [fault.Field("type"), fault.Field("domaine"), fault.Field("nature"), fault.Field("element")];
        return parts[0] is null || parts[1] is null ? null : string.Join('.', parts.Where(p => !string.IsNullOrWhiteSpace(p)));
    }

    /// <summary>Apogée refuses whom we say we are: nothing leaves until somebody mends it.</summary>
    public static IssueEnvoi.EchecTechnique Stranger(string? code) => new(code, Credentials)
    {
        Portee = PorteeEchec.Reglage, Explication = Credentials, Cause = "authentification", RienApplique = true,
    };

    // The response carries nothing. Its namespace is that of the release that made it, dated or not, or none: AMUE's own clients
    // take them all.
    private static IssueEnvoi OfSuccess(SoapClientResult.Success success, ServiceApogee service, OperationApogee operation)
    {
        var (name, ns) = (success.ResponseName.Name, success.ResponseName.Namespace);
        if (name == operation.Reponse
            && (ns.Length == 0 || EspacesApogee.WithoutDate(ns) == EspacesApogee.WithoutDate(service.EspaceDeNoms)))
            return new IssueEnvoi.Acquittee();
        return new IssueEnvoi.EchecTechnique(null,
            $"La réponse n'est pas celle de {service.Nom} : {Qualified(name, ns)} au lieu de "
            + $"{Qualified(operation.Reponse, service.EspaceDeNoms)}.")
        {
            Portee = PorteeEchec.Reglage, Cause = Shorten($"réponse {Qualified(name, ns)}", 200),
            Explication = "Vérifier l'adresse, la version et l'espace de noms configurés.",
        };
    }

    private static IssueEnvoi OfFault(SoapFaultReceived fault, SoapExchange exchange, OperationApogee operation)
    {
        var code = Code(fault);
        if (exchange.Status is 401 or 403 || FautesApogee.IsSecurity(code)) return Stranger(code);
        var words = fault.FieldValues("messages") is { Count: > 0 } several ? string.Join(" ", several) : fault.Text;
        var message = Shorten(fault.Field("lastErrorMsg") ?? words, LongestMessage);
        if (FautesApogee.IsBusiness(code)) return new IssueEnvoi.Refusee(code, message, FautesApogee.Explain(code!, operation.Objet));

        var simple = FauteSimple.Of(fault.Code, $"{fault.Text} {(message == fault.Text ? "" : message)}".Trim(), operation.Objet);
        return new IssueEnvoi.EchecTechnique(code, $"Apogée n'a pas pu traiter {operation.Objet} : {message}")
        {
            Portee = simple.Portee, Explication = simple.Explication, Cause = simple.Cause, RienApplique = simple.RienApplique,
            Attendre = exchange.Head.RetryAfter,
        };
    }

    private static string Qualified(string name, string ns) => ns.Length == 0 ? $"{name} (sans espace de noms)" : $"{name} ({ns})";

    private static string Shorten(string text, int most) => text.Length <= most ? text : TexteApogee.Cut(text, most);
}

/// <summary>What an answer means that is not SOAP.</summary>
internal static class ReponseHttp
{
    public static IssueEnvoi Classify(SoapClientResult.HttpFailure failure, ServiceApogee service)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"HTTP {failure.Status}");
        return failure switch
        {
            { Kind: ForeignAnswerKind.Firewall } => Failed(failure.Note, PorteeEchec.Inconnue, true),
            { Status: 401 or 403 } => ReponseApogee.Stranger(code),
            { Status: 404 or 405 or 410 } => Failed(
                $"Aucun service à cette adresse ({failure.Status}) : vérifier l'url d'Apogée, contexte et /services/{service.Nom} compris.",
                PorteeEchec.Reglage, true),
            { Status: (>= 300 and < 400) or 407 or 415 } or { Kind: ForeignAnswerKind.Login } => Failed(
                $"Apogée n'a pas répondu comme un service SOAP : {failure.Note}", PorteeEchec.Reglage, true),
            { Status: 413 } => Failed(failure.Note, PorteeEchec.Sujet, true),
            // A proxy lost the answer: the call may still be running behind it (rule E2).
            { Status: 502 or 504 } => new IssueEnvoi.Incertaine(
                $"Un serveur intermédiaire n'a pas rendu la réponse d'Apogée : {failure.Note}"),
            { Status: 408 or 429 or 503 } => Failed(
                $"Apogée n'a pas répondu comme un service SOAP : {failure.Note}", PorteeEchec.Destination, failure.Status == 429),
            _ => Failed($"Apogée n'a pas répondu comme un service SOAP : {failure.Note}", PorteeEchec.Inconnue, false),
        };

        IssueEnvoi.EchecTechnique Failed(string message, PorteeEchec portee, bool nothing) => new(code, message)
        {
            Portee = portee, Cause = portee == PorteeEchec.Destination ? null : message.Length <= 200 ? message : message[..200],
            RienApplique = nothing, Attendre = failure.Exchange.Head.RetryAfter,
        };
    }
}
