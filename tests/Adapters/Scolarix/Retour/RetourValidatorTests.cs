using Parcoursup.Gateway.Adapters.Scolarix.Protocol;

namespace Parcoursup.Gateway.Adapters.Scolarix.Tests.Retour;

/// <summary>The description of the daily file is checked when it is configured.</summary>
public sealed class RetourValidatorTests
{
    [Fact]
    public void The_default_is_valid() => Assert.Empty(RetourValidator.Validate(new RetourOptions(), "r"));

    [Theory]
    [InlineData("")]
    [InlineData(";;")]
    [InlineData("a")]
    [InlineData("/")]
    public void A_separator_is_one_character_that_no_value_holds(string separator) => Single(new RetourOptions { Separateur = separator }, "r.separateur");

    [Theory]
    [InlineData("bonjour")]
    [InlineData("HH:mm")]
    [InlineData("%")]
    public void A_date_format_tells_the_day(string format) => Single(new RetourOptions { FormatDate = format }, "r.formatDate");

    [Theory]
    [InlineData("nom", "NOM", "r.colonnes.nom")]
    [InlineData("statut", " ", "r.colonnes.statut")]
    [InlineData("statut", "PAYEE", "r.colonnes")]
    public void A_header_belongs_to_one_known_field(string champ, string entete, string where) =>
        Single(new RetourOptions { Colonnes = new Dictionary<string, string> { [champ] = entete } }, where);

    private static void Single(RetourOptions options, string where)
    {
        var (champ, message) = Assert.Single(RetourValidator.Validate(options, "r"));
        Assert.Equal(where, champ);
        Assert.NotEmpty(message);
    }
}
