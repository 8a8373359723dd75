using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Reconciliation;
using Polly.CircuitBreaker;
using Polly.Testing;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Reconciliation;

/// <summary>What stands between a lane and its destination: a breaker, and nothing that would send twice.</summary>
public sealed class LaneBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LaneBreaker _breaker;

    public LaneBreakerTests() => _breaker = new("apogee-opi", "univ", new LaneRests(_time), new ReconciliationOptions(), _time);

    [Fact]
    public void A_breaker_is_all_there_is_so_that_no_attempt_is_made_behind_the_journal()
    {
        var strategy = Assert.Single(_breaker.Pipeline.GetPipelineDescriptor().Strategies);

        var options = Assert.IsType<CircuitBreakerStrategyOptions<Echange>>(strategy.Options);
        Assert.Equal((0.7, 10, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15)),
            (options.FailureRatio, options.MinimumThroughput, options.SamplingDuration, options.BreakDuration));
    }

    [Fact]
    public async Task Ten_that_nobody_answers_open_it_for_the_pause_and_one_answer_closes_it()
    {
        for (var i = 0; i < 10; i++) await EnvoyerAsync(new IssueEnvoi.NonEnvoyee("le serveur est inconnu."));
        Assert.True(_breaker.IsResting);
        Assert.Equal("le serveur est inconnu.", _breaker.Reason);
        await Assert.ThrowsAsync<BrokenCircuitException>(() => EnvoyerAsync(new IssueEnvoi.Acquittee()));

        _time.Advance(_breaker.Pause);
        Assert.False(_breaker.IsResting);
        Assert.False(_breaker.IsClosed);
        await EnvoyerAsync(new IssueEnvoi.Acquittee());
        Assert.True(_breaker.IsClosed);
    }

    [Fact]
    public async Task Refusals_and_faults_about_one_subject_open_nothing()
    {
        for (var i = 0; i < 30; i++) await EnvoyerAsync(new IssueEnvoi.Refusee(null, "non", "Corriger."));
        for (var i = 0; i < 30; i++) await EnvoyerAsync(new IssueEnvoi.EchecTechnique(null, "non") { Portee = PorteeEchec.Sujet });

        Assert.True(_breaker.IsClosed);
    }

    private Task<Echange> EnvoyerAsync(IssueEnvoi issue) => _breaker.ExecuteAsync(
        new PreparedLivraison.ToSend(new LivraisonRow { Id = 1 }, "", _ => Task.FromResult(new Echange(issue, default, default, []))), default);
}
