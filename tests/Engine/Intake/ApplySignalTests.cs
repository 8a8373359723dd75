using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Tests.Intake;

/// <summary>Whose turn it is to have its journal applied: each once in the line, one turn at a time, nobody forgotten (rule J1).</summary>
public sealed class ApplySignalTests
{
    private readonly ApplySignal _signal = new();

    [Fact]
    public void Whoever_has_more_goes_behind_the_others()
    {
        _signal.Wake("a");
        _signal.Wake("b");
        _signal.Wake("a");

        Take("a");
        _signal.Done("a", more: true);
        Take("b");
        _signal.Done("b", more: false);
        Take("a");
        _signal.Done("a", more: false);
        Assert.Empty(Waiting());
    }

    [Fact]
    public void What_comes_during_a_turn_asks_for_another_one_after_it()
    {
        _signal.Wake("a");
        Take("a");
        _signal.Wake("a");
        Assert.Empty(Waiting());

        _signal.Done("a", more: false);
        Take("a");
    }

    [Fact]
    public void A_turn_that_ends_leaves_nothing_behind_and_the_next_wake_counts()
    {
        _signal.Wake("a");
        Take("a");
        _signal.Done("a", more: false);
        Assert.Empty(Waiting());
        _signal.Wake("a");
        Take("a");
        _signal.Wake("a");
        _signal.Wake("a");
        _signal.Done("a", more: true);
        Assert.Equal(["a"], Waiting());
    }

    private void Take(string expected)
    {
        Assert.True(_signal.Etablissements.TryRead(out var code));
        Assert.Equal(expected, code);
        _signal.Taken(code!);
    }

    private List<string> Waiting()
    {
        var all = new List<string>();
        while (_signal.Etablissements.TryRead(out var code)) all.Add(code);
        return all;
    }
}
