using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Tests.Reconciliation;

/// <summary>A lane leaves its destination alone until a moment, and says why; its neighbours go on.</summary>
public sealed class LaneRestsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void It_rests_until_the_moment_and_the_reason_stays_to_be_told()
    {
        var rests = new LaneRests(_time);
        rests.Rest("opi", "a", TimeSpan.FromSeconds(15), "rien n'écoute");

        Assert.True(rests.IsResting("opi", "a"));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.False(rests.IsResting("opi", "a"));
        Assert.Equal("rien n'écoute", rests.ReasonOf("opi", "a"));
    }

    [Fact]
    public void Another_etablissement_and_another_destination_do_not()
    {
        var rests = new LaneRests(_time);
        rests.Rest("opi", "a", TimeSpan.FromSeconds(15), "rien n'écoute");

        Assert.False(rests.IsResting("opi", "b"));
        Assert.False(rests.IsResting("ia", "a"));
        Assert.Null(rests.ReasonOf("opi", "b"));
    }

    [Fact]
    public void The_last_word_counts()
    {
        var rests = new LaneRests(_time);
        rests.Rest("opi", "a", TimeSpan.FromHours(1), "une heure");
        rests.Rest("opi", "a", TimeSpan.FromSeconds(1), "une seconde");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(rests.IsResting("opi", "a"));
        Assert.Equal("une seconde", rests.ReasonOf("opi", "a"));
    }
}
