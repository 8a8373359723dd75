using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Reconciliation;
using Polly.CircuitBreaker;
using Polly.Testing;

namespace Parcoursup.Gateway.Engine.Tests.Reconciliation;

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

    [Fact]
    public async Task What_asks_to_be_left_alone_is_for_as_long_as_it_says_within_reason()
    {
        await EnvoyerAsync(new IssueEnvoi.EchecTechnique("503", "maintenance") { Attendre = TimeSpan.FromMinutes(2) });
        Assert.True(_breaker.IsResting);
        Assert.Equal("maintenance", _breaker.Reason);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(_breaker.IsResting);

        await EnvoyerAsync(new IssueEnvoi.EchecTechnique("503", "maintenance") { Attendre = TimeSpan.FromDays(1) });
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.False(_breaker.IsResting);
    }

    [Fact]
    public async Task What_one_subject_is_asked_to_wait_for_holds_up_nobody()
    {
        await EnvoyerAsync(new IssueEnvoi.EchecTechnique("503", "non") { Attendre = TimeSpan.FromMinutes(2), Portee = PorteeEchec.Sujet });
        Assert.False(_breaker.IsResting);
    }

    [Fact]
    public async Task A_wrong_setting_that_two_subjects_meet_lets_one_try_at_a_time_after_each_pause()
    {
        var setting = new IssueEnvoi.EchecTechnique(null, "non") { Portee = PorteeEchec.Reglage, Cause = "version", Explication = "mauvaise version" };
        await EnvoyerAsync(setting, 1);
        Assert.True(_breaker.IsClosed);
        await EnvoyerAsync(setting, 2);

        Assert.True(_breaker.IsResting);
        Assert.False(_breaker.IsClosed);
        Assert.Equal("mauvaise version", _breaker.Reason);
        _time.Advance(_breaker.Pause);
        await EnvoyerAsync(new IssueEnvoi.Acquittee(), 3);
        Assert.True(_breaker.IsClosed);
    }

    [Fact]
    public async Task Ends_that_nobody_knows_count_and_their_words_are_told()
    {
        for (var i = 0; i < 10; i++) await EnvoyerAsync(new IssueEnvoi.Incertaine("coupé."));
        Assert.Equal("coupé.", _breaker.Reason);
        Assert.True(_breaker.IsResting);
    }

    [Fact]
    public async Task Failures_of_the_destination_s_own_count_too()
    {
        Assert.Equal("la destination ne répond pas.", _breaker.Reason);
        for (var i = 0; i < 10; i++) await EnvoyerAsync(new IssueEnvoi.EchecTechnique("500", "en panne."));
        Assert.Equal("en panne.", _breaker.Reason);
        Assert.False(_breaker.IsClosed);
    }

    [Fact]
    public void A_pause_is_never_shorter_than_half_a_second()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(500), Of(1).Pause);
        Assert.Equal(TimeSpan.FromMilliseconds(501), Of(501).Pause);

        LaneBreaker Of(int pause) => new("apogee-opi", "univ", new LaneRests(_time), new() { PauseDisjoncteurMillisecondes = pause }, _time);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(60, 60)]
    [InlineData(900, 900)]
    [InlineData(901, 900)]
    public void What_the_other_side_asks_for_is_heeded_up_to_a_quarter_of_an_hour(int? asked, int heeded) => Assert.Equal(
        TimeSpan.FromSeconds(heeded), LaneBreaker.Heeded(asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null));

    private Task<Echange> EnvoyerAsync(IssueEnvoi issue, long id = 1) => _breaker.ExecuteAsync(
        new PreparedLivraison.ToSend(new LivraisonRow { Id = id }, "", _ => Task.FromResult(new Echange(issue, default, default, []))), default);
}
