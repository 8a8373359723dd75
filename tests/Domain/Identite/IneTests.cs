using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Domain.Tests.Identite;

public class IneTests
{
    [Theory]
    [InlineData("123456789AB", true)]
    [InlineData("0123456789a", true)]
    [InlineData("1234567890", false)]
    [InlineData("123456789ABC", false)]
    [InlineData("12345-789AB", false)]
    [InlineData("12345678éAB", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Its_shape_is_eleven_letters_or_digits(string? text, bool expected) => Assert.Equal(expected, Ine.HasShape(text));

    [Theory]
    [InlineData(" 123456789ab", "123456789AB")]
    [InlineData("1234 567 89ab", "123456789AB")]
    [InlineData("123456789\u00a0ab\t", "123456789AB")]
    [InlineData("\u00a0 ", null)]
    [InlineData(null, null)]
    public void Normalisation_gives_upper_case_without_blanks(string? text, string? expected) => Assert.Equal(expected, Ine.Normalize(text));
}
