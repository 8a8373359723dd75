using Parcoursup.Gateway.Domain.Catalogue;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What is posted of a formation.</summary>
public class ChargePublicationTests
{
    private static readonly HashSet<string> Admis = ["1111111111", "2222222222"];

    [Fact]
    public void A_common_first_year_is_posted_with_its_own_CFD()
    {
        Assert.Equal("32000001", ChargePublication.De(Bonne() with { CfdEntree = "32000001" }, null, "Marie", Admis).Cfd);
        Assert.Equal("32025515", ChargePublication.De(Bonne(), null, "Marie", Admis).Cfd);
    }

    [Theory]
    [InlineData("1111111111", "1111111111")]
    [InlineData("1111111111 3333333333", "1111111111")]
    [InlineData("1111111111 2222222222", "")]
    [InlineData("3333333333", "")]
    [InlineData("", "")]
    public void A_MEF_is_said_only_when_exactly_one_of_the_allow_list_remains(string mefs, string said) => Assert.Equal(said,
        ChargePublication.De(Bonne() with { Mefs = mefs.Split(' ', StringSplitOptions.RemoveEmptyEntries) }, null, null, Admis).Mef);
}
