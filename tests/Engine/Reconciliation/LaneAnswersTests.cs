using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Tests.Reconciliation;

/// <summary>Whether a failure is one subject's own or everybody's, seen beside what others were answered.</summary>
public sealed class LaneAnswersTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Two_subjects_that_are_told_of_a_wrong_setting_stop_the_lane_and_another_answer_lets_it_go()
    {
        var answers = new LaneAnswers(_time);
        answers.Note(1, Setting());
        answers.Note(1, Setting());
        Assert.False(answers.IsStopped);
        answers.Note(2, Setting());
        Assert.Equal("mauvaise version", answers.Stop);
        answers.Note(3, new IssueEnvoi.Acquittee());
        Assert.False(answers.IsStopped);
    }

    [Fact]
    public void A_fault_about_one_subject_is_its_own_whatever_others_get()
    {
        var answers = new LaneAnswers(_time);
        for (var i = 0; i < 60; i++) answers.Note(i, Failure(PorteeEchec.Sujet));
        Assert.False(answers.IsStopped);
        Assert.True(answers.IsOwn(Failure(PorteeEchec.Sujet)));
    }

    [Fact]
    public void Words_that_do_not_tell_are_everybody_s_when_everybody_gets_them_and_nobody_passes()
    {
        var answers = new LaneAnswers(_time);
        for (var i = 0; i < 9; i++) answers.Note(i, Failure(PorteeEchec.Inconnue));
        Assert.True(answers.IsOwn(Failure(PorteeEchec.Inconnue)));
        answers.Note(9, Failure(PorteeEchec.Inconnue));
        Assert.False(answers.IsOwn(Failure(PorteeEchec.Inconnue)));
        answers.Note(99, new IssueEnvoi.Acquittee());
        for (var i = 0; i < 12; i++) answers.Note(i, Failure(PorteeEchec.Inconnue));
        Assert.True(answers.IsOwn(Failure(PorteeEchec.Inconnue)));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.False(answers.IsOwn(Failure(PorteeEchec.Inconnue)));
    }

    [Fact]
    public void A_wrong_setting_never_puts_anything_aside_while_nothing_passes()
    {
        var answers = new LaneAnswers(_time);
        answers.Note(1, Setting());
        Assert.False(answers.IsOwn(Setting()));
        answers.Note(2, new IssueEnvoi.Acquittee());
        answers.Note(1, Setting());
        Assert.True(answers.IsOwn(Setting()));
    }

    [Fact]
    public void A_refusal_is_an_answer_too_that_lets_a_stopped_lane_go_but_lets_nobody_pass()
    {
        var answers = new LaneAnswers(_time);
        answers.Note(1, Setting());
        answers.Note(2, Setting());
        answers.Note(3, new IssueEnvoi.Refusee(null, "non", ""));
        Assert.False(answers.IsStopped);
        answers.Note(1, Setting());
        Assert.False(answers.IsOwn(Setting()));
    }

    [Fact]
    public void Another_cause_begins_anew_and_what_has_none_or_was_never_sent_says_nothing()
    {
        var answers = new LaneAnswers(_time);
        answers.Note(1, Setting());
        answers.Note(2, Setting() with { Cause = "autre" });
        Assert.False(answers.IsStopped);
        answers.Note(3, new IssueEnvoi.NonEnvoyee("non"));
        answers.Note(4, Setting() with { Cause = null });
        Assert.False(answers.IsStopped);
        answers.Note(5, Setting() with { Cause = "autre", Explication = null });
        Assert.Equal("non", answers.Stop);
    }

    [Fact]
    public void What_concerns_the_destination_is_nobody_s_own_and_an_hour_ago_is_long_ago()
    {
        var answers = new LaneAnswers(_time);
        Assert.False(answers.IsOwn(Failure(PorteeEchec.Destination)));
        answers.Note(1, new IssueEnvoi.Acquittee());
        _time.Advance(TimeSpan.FromHours(1));
        answers.Note(2, Setting());
        Assert.False(answers.IsOwn(Setting()));
    }

    [Fact]
    public void Words_that_others_did_not_get_are_a_subject_s_own()
    {
        var answers = new LaneAnswers(_time);
        for (var i = 0; i < 30; i++) answers.Note(i, Failure(PorteeEchec.Inconnue));
        Assert.True(answers.IsOwn(Failure(PorteeEchec.Inconnue) with { Cause = "une autre" }));
    }

    private static IssueEnvoi.EchecTechnique Failure(PorteeEchec portee) => new(null, "non") { Portee = portee, Cause = "la même" };

    private static IssueEnvoi.EchecTechnique Setting() => new(null, "non") { Portee = PorteeEchec.Reglage, Cause = "réglage", Explication = "mauvaise version" };
}
