using Parcoursup.Gateway.Domain.Livraisons;
using Polly;
using Polly.CircuitBreaker;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// The breaker of one lane: a destination that keeps failing is left alone for a while, and one that needs a person too. An
/// answer about one subject opens nothing, whatever it says (rule C5).
/// </summary>
internal sealed class LaneBreaker
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(15);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly LaneRests _rests;
    private readonly string _destination;
    private readonly string _etablissement;

    public LaneBreaker(string destination, string etablissement, LaneRests rests, ReconciliationOptions options, TimeProvider time)
    {
        (_destination, _etablissement, _rests) = (destination, etablissement, rests);
        Answers = new LaneAnswers(time);
        Pause = TimeSpan.FromMilliseconds(Math.Max(500, options.PauseDisjoncteurMillisecondes));
        Pipeline = new ResiliencePipelineBuilder<Echange> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Echange>
            {
                FailureRatio = 0.7,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = Pause,
                StateProvider = _state,
                OnOpened = opened =>
                {
                    Rest(opened.BreakDuration, opened.Outcome.Result is { } last ? Words(last.Issue) : null);
                    return default;
                },
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result?.Issue is { } issue && IsEverybodys(issue)),
            })
            .Build();
    }

    /// <summary>The breaker alone: what is tried again is a row and no retry of a pipeline (ADR 0002).</summary>
    internal ResiliencePipeline<Echange> Pipeline { get; }

    /// <summary>What the destination answered lately.</summary>
    public LaneAnswers Answers { get; }

    /// <summary>How long the destination is left alone when nothing else says it.</summary>
    public TimeSpan Pause { get; }

    public bool IsResting => _rests.IsResting(_destination, _etablissement);

    /// <summary>Why the destination is or was left alone.</summary>
    public string Reason => _rests.ReasonOf(_destination, _etablissement) ?? "la destination ne répond pas.";

    /// <summary>After a break one delivery is the probe: nothing else leaves until it has come through.</summary>
    public bool IsClosed => _state.CircuitState == CircuitState.Closed && !Answers.IsStopped;

    /// <exception cref="BrokenCircuitException">The destination is left alone now.</exception>
    public async Task<Echange> ExecuteAsync(PreparedLivraison.ToSend delivery, CancellationToken ct)
    {
        if (IsResting) throw new BrokenCircuitException();
        var echange = await Pipeline.ExecuteAsync(async token => await delivery.Send(token), ct);
        Answers.Note(delivery.Row.Id, echange.Issue);
        if (echange.Issue is IssueEnvoi.EchecTechnique { Attendre: { } wait, Portee: PorteeEchec.Destination } asked)
            Rest(Heeded(wait), asked.Message);
        if (Answers.Stop is { } stop) Rest(Pause, stop);
        return echange;
    }

    /// <summary>What the other side asks for, within reason.</summary>
    public static TimeSpan Heeded(TimeSpan? asked) => asked is { } wait ? wait < LongestRest ? wait : LongestRest : TimeSpan.Zero;

    private void Rest(TimeSpan duration, string? reason) =>
        _rests.Rest(_destination, _etablissement, duration, reason ?? "la destination ne répond pas.");

    private static bool IsEverybodys(IssueEnvoi issue) => issue is IssueEnvoi.NonEnvoyee or IssueEnvoi.Incertaine
        or IssueEnvoi.EchecTechnique { Portee: PorteeEchec.Destination };

    private static string? Words(IssueEnvoi issue) => issue switch
    {
        IssueEnvoi.NonEnvoyee lost => lost.Message,
        IssueEnvoi.Incertaine unknown => unknown.Message,
        IssueEnvoi.EchecTechnique failure => failure.Message,
        _ => null,
    };
}
