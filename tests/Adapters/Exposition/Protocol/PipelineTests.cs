using Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Testing;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Protocol;

/// <summary>In which order a call meets what slows it down or stops it.</summary>
public sealed class PipelineTests
{
    private static readonly ReglagesAppel Reglages = ReglagesAppel.Usuels;

    [Fact]
    public void Each_try_asks_the_breaker_and_takes_its_own_place_in_the_rate()
    {
        using var debit = new DebitLocal(Reglages);
        var strategies = new ExpositionTransport(null, new CompteurAppels(), Reglages, debit, TimeProvider.System)
            .Pipeline.GetPipelineDescriptor().Strategies;

        Assert.Collection(strategies.Select(s => s.Options),
            first => Assert.Equal((4, TimeSpan.FromMilliseconds(250), true), Retry(Assert.IsType<RetryStrategyOptions<Essai>>(first))),
            second => Assert.Equal((0.9, 20, TimeSpan.FromSeconds(15)), Breaker(Assert.IsType<CircuitBreakerStrategyOptions<Essai>>(second))),
            third => Assert.Equal(16, Assert.IsType<RateLimiterStrategyOptions>(third).DefaultRateLimiterOptions.PermitLimit),
            fourth => Assert.NotNull(Assert.IsType<RateLimiterStrategyOptions>(fourth).RateLimiter));
    }

    private static (int, TimeSpan, bool) Retry(RetryStrategyOptions<Essai> options) =>
        (options.MaxRetryAttempts, options.Delay, options.UseJitter);

    private static (double, int, TimeSpan) Breaker(CircuitBreakerStrategyOptions<Essai> options) =>
        (options.FailureRatio, options.MinimumThroughput, options.BreakDuration);
}
