using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rule K1: communes, departments, postcodes and the lines of an address.</summary>
public class LieuxTests
{
    [Theory]
    [InlineData("73065", true, "73")]
    [InlineData(" 73065 ", true, "73")]
    [InlineData("01053", true, "01")]
    [InlineData("2A004", true, "2A")]
    [InlineData("2b033", true, "2B")]
    [InlineData("2a004", true, "2A")]
    [InlineData("2B033", true, "2B")]
    [InlineData("97411", true, "974")]
    [InlineData("98506", true, "985")]
    [InlineData("96000", true, "96")]
    [InlineData("99350", false, null)] // abroad
    [InlineData("3A004", false, null)]
    [InlineData("2C004", false, null)]
    [InlineData("A2004", false, null)]
    [InlineData("730A5", false, null)]
    [InlineData("7306", false, null)]
    [InlineData("730650", false, null)]
    [InlineData("", false, null)]
    [InlineData(null, false, null)]
    public void A_commune_of_France_stands_in_a_department(string? commune, bool french, string? departement)
    {
        Assert.Equal(french, Commune.EstFrancaise(commune));
        Assert.Equal(departement, Commune.DepartementDe(commune));
    }

    [Theory]
    [InlineData("73", "73")]
    [InlineData("073", "73")]
    [InlineData("1", "01")]
    [InlineData("001", "01")]
    [InlineData(" 2a ", "2A")]
    [InlineData("02B", "2B")]
    [InlineData("974", "974")]
    [InlineData("99", null)]
    [InlineData("099", null)]
    [InlineData("000", null)]
    [InlineData("730", null)]
    [InlineData("9740", null)]
    [InlineData("7A", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_department_has_its_code_without_needless_zeros(string? departement, string? code) =>
        Assert.Equal(code, Commune.Departement(departement));

    [Theory]
    [InlineData("0A", "73065", "0A", "73065")] // a name, which the établissement's table translates
    [InlineData("730", "73065", "73", "73065")] // digits that are no code
    [InlineData("099", "73065", "73", "73065")]
    [InlineData(" ", "73065", " ", "73065")]
    [InlineData("2B", "20033", "2B", "2B033")]
    [InlineData("2A", " 20004 ", "2A", "2A004")]
    [InlineData("20", "20004", "20", "20004")]
    [InlineData("2A", "2B033", "2B", "2B033")]
    [InlineData("985", "98506", "985", "98506")]
    [InlineData("976", "97611", "976", "97611")]
    [InlineData("974", "98506", "985", "98506")]
    [InlineData("976", "73065", "73", "73065")]
    public void Where_department_and_commune_disagree_the_commune_is_believed(string departement, string commune, string own, string known)
    {
        var (judged, place, _) = LieuNaissance.Juger(departement, commune);

        Assert.Equal((own, known), (judged, place));
    }

    [Theory]
    [InlineData("F73000", "73000")]
    [InlineData("f - 73000", "73000")]
    [InlineData("73.000", "73000")]
    [InlineData("73-000", "73000")]
    [InlineData("73000,0", "73000")]
    [InlineData("95999", "95999")]
    [InlineData("97400", "97400")]
    [InlineData("98000", "98000")]
    [InlineData("01000", "01000")]
    [InlineData("00100", null)]
    [InlineData("99100", null)]
    [InlineData("7 3000", null)]
    [InlineData("73000,5", null)]
    [InlineData("F 73000 x", null)]
    [InlineData("/3000", null)]
    [InlineData("7300:", null)]
    [InlineData("960", null)]
    public void A_postcode_is_read_as_people_write_it(string text, string? code) =>
        Assert.Equal(code, CodePostal.Juger(text, "73065", enFrance: true).Valeur);

    [Theory]
    [InlineData("1000", "01053", "01000")]
    [InlineData("1000", "99350", null)] // the commune is abroad
    [InlineData("1000", "10053", null)]
    [InlineData("0100", "00053", null)] // no postcode begins with two zeros
    [InlineData("100", "01053", null)]
    public void A_zero_that_was_lost_is_given_back_where_the_commune_proves_it(string text, string commune, string? code) =>
        Assert.Equal(code, CodePostal.Juger(text, commune, enFrance: true).Valeur);

    [Theory]
    [InlineData(5, "AB CDEFGH", "AB", "CDEFG", "H")] // a word longer than a line is broken within
    [InlineData(5, "ABCDE FGHIJ", "ABCDE", "FGHIJ", null)] // a line may be full
    [InlineData(5, "ABCDEFGHIJKLMNO", "ABCDE", "FGHIJ", "KLMNO")]
    [InlineData(5, "ABCD\uD83D\uDE00EF", "ABCD", "\uD83D\uDE00EF", null)] // not within a pair
    [InlineData(5, "ABC\uD83D\uDE00EF", "ABC\uD83D\uDE00", "EF", null)]
    [InlineData(5, "  ABCD   EFG", "ABCD", "EFG", null)]
    public void A_line_that_is_too_long_goes_on_in_the_next(int width, string line, string? first, string? second, string? third)
    {
        var (laid, lost) = LignesAdresse.Repartir([line, null, " "], width);

        Assert.Equal([first, second, third], laid);
        Assert.Null(lost);
    }

    [Fact]
    public void A_pair_alone_in_a_line_of_one_character_is_broken_rather_than_never_ending() =>
        Assert.Equal(["\uD83D", "\uDE00"], LignesAdresse.Repartir(["\uD83D\uDE00", null], 1).Lignes);

    [Fact]
    public void What_finds_no_place_is_told_and_words_flow_where_lines_would_lose_one()
    {
        Assert.Equal("AAAAA|BB CC", Lay(5, "AAAAA BB", "CC"));
        Assert.Equal("AAAAA|BBBB, lost CC DD", Lay(5, "AAAAA BBBB", "CC DD"));
        Assert.Equal("AAAA|BBBB, lost CCCC DDDD", Lay(5, "AAAA BBBB", "CCCC DDDD"));

        static string Lay(int width, params string?[] lines) => LignesAdresse.Repartir(lines, width) is var (laid, lost)
            ? string.Join('|', laid) + (lost is null ? "" : ", lost " + lost) : "";
    }

    [Fact]
    public void Lines_that_all_fit_stay_where_they_are_and_else_follow_one_another()
    {
        string?[] given = [null, "AB CD", null];

        Assert.Same(given, LignesAdresse.Repartir(given, 5).Lignes);
        Assert.Equal(["AB", "CD", null], LignesAdresse.Repartir(given, 4).Lignes);
    }
}
