using Parcoursup.Gateway.Domain.Livraisons;
using Polly;
using Polly.CircuitBreaker;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The breaker of one lane: a destination that keeps failing is left alone for a while.</summary>
internal sealed class LaneBreaker
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<Echange> _pipeline;
    private readonly Func<bool> _isResting;

    public LaneBreaker(string destination, string etablissement, LaneRests rests, ReconciliationOptions options, TimeProvider time)
    {
        Pause = TimeSpan.FromMilliseconds(options.PauseDisjoncteurMillisecondes);
        _isResting = () => rests.IsResting(destination, etablissement);
        _pipeline = new ResiliencePipelineBuilder<Echange> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Echange>
            {
                FailureRatio = 0.7,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = TimeSpan.FromMilliseconds(Math.Max(500, options.PauseDisjoncteurMillisecondes)),
                StateProvider = _state,
                OnOpened = opened =>
                {
                    rests.Rest(destination, etablissement, opened.BreakDuration);
                    return default;
                },
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Result?.Issue is IssueEnvoi.NonEnvoyee or IssueEnvoi.EchecTechnique or IssueEnvoi.Incertaine),
            })
            .Build();
    }

    /// <summary>How long the destination is left alone when the breaker does not say it.</summary>
    public TimeSpan Pause { get; }

    public bool IsResting => _isResting();

    /// <summary>After a break one delivery is the probe: the breaker stays open until somebody tries.</summary>
    public bool IsClosed => _state.CircuitState == CircuitState.Closed;

    /// <exception cref="BrokenCircuitException">The destination is left alone now.</exception>
    public ValueTask<Echange> ExecuteAsync(Func<CancellationToken, Task<Echange>> send, CancellationToken ct) =>
        _pipeline.ExecuteAsync(async token => await send(token), ct);
}
