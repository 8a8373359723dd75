using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.Baccalaureat;

/// <summary>Rule B5, for the results of the baccalauréat.</summary>
public class ResultatBacTests
{
    [Theory]
    [InlineData("Rattrapage 07 #1", "Refuse 10 #2", "Refuse 10 #2")] // failed the rattrapage
    [InlineData("Rattrapage 07 #1", "Admis 10 #2", "Admis 10 #2")] // passed it
    [InlineData("Refuse 07 #1", "Admis 20 #2", "Admis 20 #2")] // corrected, or the September session
    [InlineData("Admis 07 #1", "Refuse 09 #2", "Refuse 09 #2")]
    [InlineData("Refuse 10 #1", "Rattrapage 07 #2", "Refuse 10 #1")] // an old file that comes again
    [InlineData("Admis 20 #1", "Refuse 07 #2", "Admis 20 #1")]
    [InlineData("Rattrapage 07 #2", "Refuse 07 #1", "Refuse 07 #1")] // on the same day a final one wins, whatever came first
    [InlineData("Refuse 07 #1", "Rattrapage 07 #2", "Refuse 07 #1")]
    [InlineData("Refuse 07 #1", "Admis 07 #2", "Admis 07 #2")] // both final on the same day: the journal's order
    [InlineData("Admis 07 #1", "Refuse 07 #2", "Refuse 07 #2")]
    public void The_result_that_counts_is_the_later_then_the_final_one_then_the_last_of_the_journal(string first, string second, string expected)
    {
        Assert.Equal(Read(expected), ResultatBac.Latest(Read(first), Read(second)));
        Assert.Equal(Read(expected), ResultatBac.Latest(Read(second), Read(first)));
    }

    [Fact]
    public void Without_any_result_there_is_none() => Assert.Null(ResultatBac.Latest(null, null));

    [Fact]
    public void A_result_known_under_one_key_only_counts()
    {
        var result = Read("Refuse 07 #1");

        Assert.Equal(result, ResultatBac.Latest(null, result));
        Assert.Equal(result, ResultatBac.Latest(result, null));
    }

    [Fact]
    public void The_same_result_again_replaces_itself_and_changes_nothing()
    {
        var result = Read("Admis 07 #1");

        Assert.True(result.Replaces(result with { }));
        Assert.Equal(result, ResultatBac.Latest(result, result with { }));
    }

    [Fact]
    public void The_result_that_counts_does_not_depend_on_the_order_of_arrival()
    {
        var result =
            from issue in Gen.Elements(IssueBac.Admis, IssueBac.Refuse, IssueBac.Rattrapage)
            from day in Gen.Choose(1, 4)
            select (issue, day);
        var cases =
            from results in Gen.NonEmptyListOf(result)
            let numbered = results.Select((r, i) => new ResultatBac(r.issue, new DateOnly(2026, 7, r.day), i)).ToArray()
            from shuffled in Gen.Shuffle(numbered)
            from repeated in Gen.SubListOf(numbered)
            select (numbered, other: shuffled.Concat(repeated).ToArray());

        Propriete.Holds(cases, c => Assert.Equal(ResultatBac.Latest(c.numbered), ResultatBac.Latest(c.other)));
    }

    private static ResultatBac Read(string row)
    {
        var parts = row.Split(' ');
        return new ResultatBac(
            Enum.Parse<IssueBac>(parts[0]),
            new DateOnly(2026, 7, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)),
            int.Parse(parts[2].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));
    }
}
