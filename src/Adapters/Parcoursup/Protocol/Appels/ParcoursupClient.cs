using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Calls Parcoursup's interface synchrone (contract §2, §5). It keeps no state and no pace: the caller keeps to
/// <see cref="ParcoursupOptions.AppelsSimultanes"/> and <see cref="ParcoursupOptions.PauseMillisecondes"/>.
/// </summary>
/// <param name="http">Should follow no redirection: the body carries credentials (<see cref="ParcoursupHttp"/>).</param>
/// <param name="time">Machine time.</param>
/// <param name="logger">Receives outcomes without personal data.</param>
/// <param name="authentication">How we prove who we are; by default in the body.</param>
public sealed class ParcoursupClient(
    HttpClient http, TimeProvider time, ILogger<ParcoursupClient>? logger = null, IParcoursupAuthentication? authentication = null)
{
    internal const string PullMethod = "getCandidatsAdmis";
    internal const string FeedbackMethod = "majInscriptionAdministrative";

    // No acknowledgement is that long; a longer answer is no acknowledgement.
    private const int AcknowledgementLimit = 256 * 1024;
    private const long ListLimit = 1024L * 1024 * 1024;

    private readonly IParcoursupAuthentication _authentication = authentication ?? new BodyCredentials();
    private readonly ILogger _logger = (ILogger?)logger ?? NullLogger.Instance;
    private readonly Transport _transport = new(http, authentication ?? new BodyCredentials(), time);

    /// <summary>Asks for the admitted candidates of an établissement, or only for one candidate or one formation.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<RecuperationResultat> GetCandidatsAdmisAsync(
        ParcoursupOptions options, string uai, int? codeCandidat, int? codeFormation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = RequestBody.GetCandidatsAdmis(_authentication, options, uai, codeCandidat, codeFormation);
        var start = time.GetTimestamp();
        var result = await SendAsync(options, PullMethod, body, ListLimit, cancellationToken);
        var outcome = result is TransportResult.Answered answered
            ? await RecuperationAnswer.ReadAsync(answered, body.Journal, cancellationToken)
            : RecuperationAnswer.Failed((TransportResult.Failed)result, body.Journal);
        Log.Pull(_logger, uai, outcome.GetType().Name, (outcome as ListeRecue)?.Contenu.Length ?? 0, Elapsed(start));
        return outcome;
    }

    /// <summary>Reports an enrolment. The outcome tells whether the call counts as attempted (rules E2, F3).</summary>
    /// <exception cref="OperationCanceledException">The caller gave up: the outcome is unknown.</exception>
    public async Task<Echange> MajInscriptionAsync(ParcoursupOptions options, MajInscription maj, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(maj);
        var body = RequestBody.MajInscription(_authentication, options, maj);
        var start = time.GetTimestamp();
        var (issue, answer) = await FeedbackAsync(options, body, cancellationToken);
        Log.Feedback(_logger, issue.GetType().Name, (issue as IssueEnvoi.EchecTechnique)?.Code, Elapsed(start));
        return new Echange(issue, body.Journal, answer, []);
    }

    private async Task<(IssueEnvoi Issue, byte[] Answer)> FeedbackAsync(
        ParcoursupOptions options, RequestBody body, CancellationToken cancellationToken)
    {
        var result = await SendAsync(options, FeedbackMethod, body, AcknowledgementLimit, cancellationToken);
        if (result is TransportResult.Failed failed)
            return (failed.HasLeft ? new IssueEnvoi.Incertaine(failed.Failure.Message) : new IssueEnvoi.NonEnvoyee(failed.Failure.Message),
                []);

        var answered = (TransportResult.Answered)result;
        await using var content = answered.Content;
        var answer = await content.ReadHeadAsync(AcknowledgementLimit, cancellationToken);
        IssueEnvoi issue = HttpVerdict.Of(answered.Status, answered.Location, answer) switch
        {
            HttpVerdict.Accepted accepted => new IssueEnvoi.Acquittee(accepted.Message),
            HttpVerdict.Refused refused => new IssueEnvoi.Refusee(null, refused.Message, refused.Explanation),
            HttpVerdict.Broken broken => new IssueEnvoi.EchecTechnique(broken.Code, broken.Message),
            _ => throw new InvalidOperationException(),
        };
        return (issue, answer);
    }

    private Task<TransportResult> SendAsync(
        ParcoursupOptions options, string method, RequestBody body, long answerLimit, CancellationToken cancellationToken) =>
        _transport.PostAsync(options, method, body.Sent, answerLimit, cancellationToken);

    private long Elapsed(long start) => (long)time.GetElapsedTime(start).TotalMilliseconds;
}
