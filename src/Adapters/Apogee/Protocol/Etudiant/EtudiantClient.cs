using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Asks an Apogée who somebody is (<c>EtudiantMetier</c>). Only reads. Never retries. Thread-safe.</summary>
/// <param name="http">Over <see cref="SoapClient.CreateHandler"/>; its own timeout must exceed every DelaiSecondes.</param>
/// <param name="time">The clock of the timeouts.</param>
public sealed class EtudiantClient(HttpClient http, TimeProvider time, ILogger<EtudiantClient> logger)
{
    private readonly AppelApogee _appel = new(http, time, logger);

    /// <summary>Asks and says how it ended, with the raw bytes of both ways. Cancelling is an outcome too.</summary>
    /// <param name="options">Their section <see cref="ApogeeOptions.Etudiant"/> must be there.</param>
    public async Task<ReponseEtudiant> FindAsync(ApogeeOptions options, CritereEtudiant critere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(critere);
        var section = options.Etudiant ?? throw new ArgumentException("EtudiantMetier is not set up.", nameof(options));
        var service = ServiceApogee.Voisin(options, section);
        var (result, issue) = await _appel.CallAsync(
            service, EtudiantMessages.Operation, xml => EtudiantMessages.Write(xml, service.EspaceDeNoms, critere), cancellationToken);
        if (issue is IssueEnvoi.Refusee { Code: { } code } && EtudiantMessages.IsNobodyFound(code))
            return new(null, result.ToEchange(new IssueEnvoi.Acquittee("Apogée ne connaît personne qui réponde à cette recherche."), []));
        if (issue is not IssueEnvoi.Acquittee || result is not SoapClientResult.Success success)
            return new(null, result.ToEchange(issue, []));
        try
        {
            using var message = success.Open();
            return new(EtudiantMessages.Read(message.Reader), result.ToEchange(issue, []));
        }
        catch (SoapRequestException unreadable)
        {
            return new(null, result.ToEchange(
                new IssueEnvoi.EchecTechnique(null, $"La réponse d'EtudiantMetier est illisible : {unreadable.Message}."), []));
        }
    }
}
