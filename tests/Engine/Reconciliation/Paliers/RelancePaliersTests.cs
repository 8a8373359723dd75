using Parcoursup.Gateway.Engine.Reconciliation.Paliers;

namespace Parcoursup.Gateway.Engine.Tests.Reconciliation.Paliers;

/// <summary>How refused deliveries that leave step by step are counted.</summary>
public sealed class RelancePaliersTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 10)]
    [InlineData(3, 100)]
    [InlineData(7, 1_000_000)]
    [InlineData(8, 1_000_000)]
    [InlineData(400, 1_000_000)]
    public void Each_step_is_ten_times_the_former(int palier, int taille) => Assert.Equal(taille, RelancePaliers.Taille(palier));

    [Fact]
    public void What_left_and_has_no_answer_is_awaited_and_the_rest_is_still_to_come()
    {
        var run = new RelancePaliers { Etat = "EnCours", Envois = 111, Relancees = 11, Acceptees = 4, Refusees = 2, Ecartees = 3 };

        Assert.True(run.EstEnCours);
        Assert.Equal(5, run.Attendues);
        Assert.Equal(111 - 4 - 2 - 3 - 5, run.Restantes);
    }

    [Fact]
    public void One_that_was_answered_twice_leaves_nothing_awaited()
    {
        var run = new RelancePaliers { Etat = nameof(EtatRelance.Terminee), Envois = 2, Relancees = 1, Acceptees = 2 };

        Assert.False(run.EstEnCours);
        Assert.Equal((0, 0), (run.Attendues, run.Restantes));
    }
}
