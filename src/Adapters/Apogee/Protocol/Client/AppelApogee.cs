using System.Text.Json;
using System.Xml;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What every client of Apogée does: one call, judged and logged. Never retries. Thread-safe.</summary>
internal sealed class AppelApogee(HttpClient http, TimeProvider time, ILogger logger)
{
    private readonly SoapClient _soap = new(http, time);

    /// <summary>Calls and says how it ended. Cancelling is an outcome too.</summary>
    /// <exception cref="EnvoiImpossibleException">The message cannot be written.</exception>
    public async Task<(SoapClientResult Resultat, IssueEnvoi Issue)> CallAsync(
        ServiceApogee service, OperationApogee operation, Action<XmlWriter> write, CancellationToken cancellationToken)
    {
        var result = await SendAsync(service, write, cancellationToken);
        var issue = ReponseApogee.Classify(result, service, operation);
        Log.Called(logger, operation.Nom, issue.GetType().Name, result.Exchange.Status, (long)result.Exchange.Elapsed.TotalMilliseconds);
        return (result, issue);
    }

    private async Task<SoapClientResult> SendAsync(ServiceApogee service, Action<XmlWriter> write, CancellationToken cancellationToken)
    {
        try
        {
            return await _soap.CallAsync(service.Url, write, service.Soap, cancellationToken);
        }
        catch (Exception e) when (e is ArgumentException or XmlException or FormatException or InvalidOperationException or JsonException)
        {
            // Only what writes the message throws: nothing of it has left.
            throw new EnvoiImpossibleException(
                e is ArgumentException or XmlException
                ? "Le message pour Apogée n'a pas pu être composé : une valeur du dossier contient un caractère que XML n'admet pas."
                : "Le message pour Apogée n'a pas pu être composé : une valeur du dossier n'a pas la forme attendue.", e);
        }
    }
}

internal static class SoapClientResultExtensions
{
    /// <summary>The exchange as the journal keeps it.</summary>
    public static Echange ToEchange(this SoapClientResult result, IssueEnvoi issue, IReadOnlyList<Modification> modifications) =>
        new(issue, result.Exchange.Request, result.Exchange.Response ?? default, modifications);
}
