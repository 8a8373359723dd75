using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Sends OPI to an Apogée. Never retries: the reconciliation does. Thread-safe.</summary>
/// <param name="http">Over <see cref="SoapClient.CreateHandler"/>; its own timeout must exceed every DelaiSecondes.</param>
/// <param name="time">The clock of the timeouts.</param>
public sealed class ApogeeOpiClient(HttpClient http, TimeProvider time, ILogger<ApogeeOpiClient> logger)
{
    private readonly AppelApogee _appel = new(http, time, logger);

    /// <summary>Sends a whole OPI and says how it ended, with the raw bytes of both ways. Cancelling is an outcome too.</summary>
    public async Task<Echange> SendAsync(ApogeeOptions options, OpiContenu contenu, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(contenu);
        IReadOnlyList<Modification> modifications = [];
        var (result, issue) = await _appel.CallAsync(
            ServiceApogee.OpiMetier(options),
            Operation(options),
            xml => modifications = OpiRequestWriter.Write(xml, options, contenu),
            cancellationToken);
        return result.ToEchange(issue, modifications);
    }

    internal static OperationApogee Operation(ApogeeOptions options)
    {
        var version = OpiSchema.Version(options.Version);
        return new(version.Operation, version.Reponse, "cette OPI");
    }
}
