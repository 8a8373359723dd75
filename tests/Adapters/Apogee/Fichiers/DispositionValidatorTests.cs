using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests.Fichiers;

/// <summary>A layout is checked when it is configured, every mistake at its place and in French.</summary>
public sealed class DispositionValidatorTests
{
    private static readonly ColonneFichier Opi = new() { Entete = "opi", Source = "individu.codOpiIntEpo" };
    private static readonly ColonneFichier Vet = new() { Entete = "vet", Source = "voeu.codEtp" };

    [Theory]
    [InlineData("individu.codEtp", "n'existe pas")]
    [InlineData("codEtp", "n'existe pas")]
    [InlineData("individu", "n'existe pas")]
    [InlineData("voeu", "n'existe pas")]
    [InlineData("individu.etatCivil", "n'existe pas")]
    [InlineData("voeux.item.codEtp", "n'existe pas")]
    public void An_unknown_field_is_named(string source, string words) => Single(new() { Entete = "x", Source = source }, "colonnes[2].source", words);

    [Fact]
    public void A_column_is_a_field_or_a_constant_and_not_both()
    {
        Single(new() { Entete = "x" }, "colonnes[2].source", "soit");
        Single(new() { Entete = "x", Source = "voeu.numCls", Valeur = "1" }, "colonnes[2].source", "soit");
    }

    [Theory]
    [InlineData("OPI", "figure deux fois")]
    [InlineData(" ", "Indiquer l'en-tête")]
    [InlineData("né\nle", "fin de ligne")]
    [InlineData("ő", "encodage")]
    public void A_header_is_there_once_and_can_be_written(string header, string words) => Single(new() { Entete = header, Source = "voeu.numCls" }, "colonnes[2].entete", words);

    [Fact]
    public void Without_a_header_line_the_headers_do_not_matter() =>
        Assert.Empty(Errors(new DispositionFichiers { Entete = false, Colonnes = [Opi with { Entete = "" }, Vet with { Entete = "" }] }));

    [Theory]
    [InlineData("voeu.codEtp", "dd/MM/yyyy", "qu'à une date")]
    [InlineData("individu.donneesNaissance.dateNaiIndOpi", "jj/mm/aaaa", "dd, MM et yyyy")]
    [InlineData("individu.donneesNaissance.dateNaiIndOpi", "MM/yyyy", "dd, MM et yyyy")]
    [InlineData("individu.donneesNaissance.dateNaiIndOpi", "", "dd, MM et yyyy")]
    public void A_format_is_one_of_a_date(string source, string format, string words) => Single(new() { Entete = "x", Source = source, Format = format }, "colonnes[2].format", words);

    [Theory]
    [InlineData("dd/MM/yyyy")]
    [InlineData("yyyyMMdd")]
    [InlineData("dd.MM.yy")]
    public void Usual_formats_are_accepted(string format) =>
        Assert.Empty(Errors(new DispositionFichiers { Colonnes = [Opi, Vet, new() { Entete = "x", Source = "individu.donneesNaissance.dateNaiIndOpi", Format = format }] }));

    [Theory]
    [InlineData("")]
    [InlineData(";;")]
    [InlineData("\"")]
    [InlineData("a")]
    [InlineData("\n")]
    public void A_separator_is_one_character_that_separates(string separator) =>
        Assert.Equal("d.separateur", Assert.Single(Errors(new DispositionFichiers { Separateur = separator })).Champ);

    [Fact]
    public void A_line_must_say_whose_wish_it_is() =>
        Assert.Equal(2, Errors(new DispositionFichiers { Colonnes = [new() { Entete = "n", Source = "voeu.numCls" }] }).Count(e => e.Champ == "d.colonnes"));

    private static void Single(ColonneFichier third, string champ, string words)
    {
        var (where, message) = Assert.Single(Errors(new DispositionFichiers { Colonnes = [Opi, Vet, third] }));
        Assert.Equal("d." + champ, where);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string Champ, string Message)> Errors(DispositionFichiers disposition) => [.. DispositionValidator.Validate(disposition, "d")];
}
