using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Tests.State.Candidats;

/// <summary>How deliveries and tasks name a candidate or one of his formations, there and back.</summary>
public sealed class SujetTests
{
    private static readonly CandidatKey Candidat = new(2026, 12345);

    [Fact]
    public void A_candidate_and_his_formation_are_read_as_they_are_written()
    {
        Assert.Equal("2026/12345", new Sujet(Candidat).ToString());
        Assert.Equal("2026/12345/8842", new Sujet(Candidat, 8842).ToString());
        Assert.Equal("2026/12345/%", Sujet.Below(Candidat));
        Assert.Equal(new Sujet(Candidat), Sujet.Read("2026/12345"));
        Assert.Equal(new Sujet(Candidat, 8842), Sujet.Read("2026/12345/8842"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026/")]
    [InlineData("/12345")]
    [InlineData("2026/x")]
    [InlineData("2026/ 12345")]
    [InlineData("2026/-12345")]
    [InlineData("2026/12345/")]
    [InlineData("2026/12345/x")]
    [InlineData("x/12345/8842")]
    [InlineData("2026/12345/8842/1")]
    [InlineData("dossier de retour")]
    public void What_names_something_else_is_no_candidate(string text) => Assert.Null(Sujet.Read(text));

    [Theory]
    [InlineData("2026/12345", true)]
    [InlineData("2026/12345/8842", true)]
    [InlineData("2026/12345/administrative/2", true)]
    [InlineData("2026", false)]
    [InlineData("fichier/12345", false)]
    [InlineData("2026/fichier", false)]
    public void Whatever_follows_the_candidate_stands_first(string text, bool found) =>
        Assert.Equal(found ? Candidat : null, Sujet.CandidatOf(text));
}
