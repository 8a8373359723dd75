using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Push;

public sealed class SujetTests
{
    private static readonly CandidatKey Key = new(2026, 12345);

    [Theory]
    [InlineData("2026/12345", null)]
    [InlineData("2026/12345/8842", 8842)]
    public void A_subject_is_read_as_it_is_written(string text, int? formation)
    {
        Assert.Equal(new Sujet(Key, formation), Sujet.Read(text));
        Assert.Equal(text, new Sujet(Key, formation).ToString());
        Assert.Equal(Key, Sujet.CandidatOf(text));
    }

    [Theory]
    [InlineData("opi/E900")]
    [InlineData("2026")]
    [InlineData("2026/-1")]
    [InlineData("2026/12345/L1INFO-1")]
    [InlineData("2026/12345/8842/1")]
    [InlineData("")]
    public void Another_subject_names_no_candidate_or_formation(string text) => Assert.Null(Sujet.Read(text));

    [Fact]
    public void Whatever_hangs_below_a_candidate_still_names_him() => Assert.Equal(Key, Sujet.CandidatOf("2026/12345/L1INFO-1"));

    [Fact]
    public void The_pattern_of_what_hangs_below_takes_no_other_candidate() => Assert.Equal("2026/12345/%", Sujet.Below(Key));
}
