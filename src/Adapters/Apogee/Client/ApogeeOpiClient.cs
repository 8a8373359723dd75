using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>Sends OPI to an Apogée. Never retries: the reconciliation does. Thread-safe.</summary>
/// <param name="http">Over <see cref="SoapClient.CreateHandler"/>; its own timeout must exceed every DelaiSecondes.</param>
/// <param name="time">The clock of the timeouts.</param>
public sealed class ApogeeOpiClient(HttpClient http, TimeProvider time, ILogger<ApogeeOpiClient> logger)
{
    private readonly SoapClient _soap = new(http, time);

    /// <summary>Sends a whole OPI and says how it ended, with the raw bytes of both ways. Cancelling is an outcome too.</summary>
    public async Task<Echange> SendAsync(ApogeeOptions options, OpiContenu contenu, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(contenu);
        IReadOnlyList<Modification> modifications = [];
        var result = await _soap.CallAsync(
            new Uri(options.Url),
            xml => modifications = OpiRequestWriter.Write(xml, options, contenu),
            options.ToSoapOptions(),
            cancellationToken);
        var issue = ReponseApogee.Classify(result, options);
        Log.Sent(logger, options.Version, issue.GetType().Name, result.Exchange.Status, (long)result.Exchange.Elapsed.TotalMilliseconds);
        return new Echange(issue, result.Exchange.Request, result.Exchange.Response ?? default, modifications);
    }
}

internal static class ApogeeCall
{
    public static SoapClientOptions ToSoapOptions(this ApogeeOptions options) => new()
    {
        Timeout = TimeSpan.FromSeconds(options.DelaiSecondes),
        Login = string.IsNullOrWhiteSpace(options.Login) ? null : options.Login,
        Password = options.MotDePasse,
    };
}
