using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Gives laissez-passer in an Apogée (<c>LaissezPasserMetier</c>). The operation updates what is there, so sending the
/// same one again is harmless. Never retries: the reconciliation does. Thread-safe.
/// </summary>
/// <param name="http">Over <see cref="SoapClient.CreateHandler"/>; its own timeout must exceed every DelaiSecondes.</param>
/// <param name="time">The clock of the timeouts.</param>
public sealed class LaissezPasserClient(HttpClient http, TimeProvider time, ILogger<LaissezPasserClient> logger)
{
    private readonly AppelApogee _appel = new(http, time, logger);

    /// <summary>Sends one laissez-passer and says how it ended, with the raw bytes of both ways. Cancelling is an outcome too.</summary>
    /// <param name="options">Their section <see cref="ApogeeOptions.LaissezPasser"/> must be there.</param>
    public async Task<Echange> SendAsync(ApogeeOptions options, LaissezPasserContenu contenu, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(contenu);
        var section = options.LaissezPasser ?? throw new ArgumentException("LaissezPasserMetier is not set up.", nameof(options));
        var service = ServiceApogee.Voisin(options, section);
        IReadOnlyList<Modification> modifications = [];
        var (result, issue) = await _appel.CallAsync(
            service,
            LaissezPasserRequestWriter.Operation(section.Version),
            xml => modifications = LaissezPasserRequestWriter.Write(xml, section.Version, service.EspaceDeNoms, contenu),
            cancellationToken);
        return result.ToEchange(issue, modifications);
    }
}
