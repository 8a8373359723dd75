using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Domain.Tests.Identite;

public class UaiTests
{
    [Theory]
    [InlineData("0730013T")]
    [InlineData("0730016W")]
    [InlineData("0000000A")]
    [InlineData("0000022Z")]
    [InlineData("0000023A")]
    public void The_right_control_letter_is_accepted(string uai) => Assert.True(Uai.IsValid(uai));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0730013W")] // wrong letter
    [InlineData("0730013t")] // to be normalised first
    [InlineData("073013T")]
    [InlineData("00730013T")]
    [InlineData("-730013T")]
    [InlineData(" 730013T")]
    [InlineData("07A0013T")]
    [InlineData("0730013 ")]
    [InlineData("٠٧٣٠٠١٣T")] // digits, but not ours
    public void Anything_else_is_refused(string? uai) => Assert.False(Uai.IsValid(uai));

    [Fact]
    public void For_every_number_exactly_one_letter_is_right_and_never_I_O_or_Q()
    {
        for (var number = 730000; number < 730100; number++)
        {
            var letter = Assert.Single("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c => Uai.IsValid($"{number:0000000}{c}"));
            Assert.DoesNotContain(letter, "IOQ");
        }
    }

    [Theory]
    [InlineData(" 0730013t ", "0730013T")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void Normalisation_gives_upper_case_without_surrounding_blanks(string? text, string? expected) => Assert.Equal(expected, Uai.Normalize(text));

    [Theory]
    [InlineData("0730013T", true)]
    [InlineData("0730013A", true)]
    [InlineData("0730013t", true)]
    [InlineData("07300134", false)]
    [InlineData("073001T", false)]
    [InlineData("services", false)]
    [InlineData(null, false)]
    public void The_shape_does_not_ask_for_the_right_letter(string? text, bool expected) => Assert.Equal(expected, Uai.HasShape(text));
}
