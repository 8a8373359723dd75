using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// What a destination answered lately, over the subjects of one lane: whether a failure is one subject's own or everybody's
/// shows only beside the answers that others got. Thread-safe.
/// </summary>
internal sealed class LaneAnswers(TimeProvider time)
{
    // As many subjects that get the very same answer, and nobody another: then it is not about them.
    private const int Everybody = 10;
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly HashSet<long> _same = [];
    private string? _cause;
    private string? _stop;
    private DateTimeOffset? _accepted;

    /// <summary>Why nothing can leave until a person changes a setting: two subjects in a row were told so.</summary>
    public string? Stop
    {
        get { lock (_lock) return _stop; }
    }

    public bool IsStopped => Stop is not null;

    public void Note(long subject, IssueEnvoi issue)
    {
        lock (_lock)
        {
            switch (issue)
            {
                case IssueEnvoi.Acquittee or IssueEnvoi.Refusee:
                    if (issue is IssueEnvoi.Acquittee) _accepted = time.GetUtcNow();
                    Forget(null);
                    break;
                case IssueEnvoi.EchecTechnique { Cause: { } cause } failure:
                    if (cause != _cause) Forget(cause);
                    _same.Add(subject);
                    if (failure.Portee == PorteeEchec.Reglage && _same.Count > 1) _stop = failure.Explication ?? failure.Message;
                    break;
            }
        }
    }

    /// <summary>Whether this failure is the subject's own, so that sending it again and again is of no use.</summary>
    public bool IsOwn(IssueEnvoi.EchecTechnique failure)
    {
        lock (_lock)
            return failure.Portee switch
            {
                PorteeEchec.Sujet => true,
                PorteeEchec.Inconnue => OthersPass || _cause != failure.Cause || _same.Count < Everybody,
                PorteeEchec.Reglage => OthersPass && _stop is null,
                _ => false,
            };
    }

    private bool OthersPass => _accepted is { } last && time.GetUtcNow() - last < Recent;

    private void Forget(string? cause)
    {
        _cause = cause;
        _same.Clear();
        _stop = null;
    }
}
