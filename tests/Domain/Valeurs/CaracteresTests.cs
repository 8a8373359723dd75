using System.Text;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rules K1, K3: what of a text people see, character by character.</summary>
public class CaracteresTests
{
    // Nobody sees these, whatever their category.
    [Theory]
    [InlineData(0x00, 0x08)]
    [InlineData(0x0E, 0x1F)]
    [InlineData(0x7F, 0x84)]
    [InlineData(0x86, 0x9F)]
    [InlineData(0xAD, 0xAD)] // soft hyphen
    [InlineData(0x34F, 0x34F)]
    [InlineData(0x115F, 0x1160)] // Hangul fillers
    [InlineData(0x180B, 0x180F)] // Mongolian selectors
    [InlineData(0x200B, 0x200F)]
    [InlineData(0x202A, 0x202E)]
    [InlineData(0x2060, 0x206F)]
    [InlineData(0x3164, 0x3164)]
    [InlineData(0xE000, 0xE001)] // private use
    [InlineData(0xFE00, 0xFE0F)] // variation selectors
    [InlineData(0xFEFF, 0xFEFF)]
    [InlineData(0xFFA0, 0xFFA0)]
    [InlineData(0x0378, 0x0379)] // nobody's
    [InlineData(0xE0100, 0xE01EF)]
    public void Invisible_characters_are_left_out_and_told(int first, int last)
    {
        for (var code = first; code <= last; code++)
        {
            var text = $"a{new Rune(code)}b";
            Assert.Equal("ab", Texte.Net(text));
            Assert.True(Texte.ContientInvisible(text), $"{code:X}");
            Assert.Equal("« a·b »", Cite.De(text));
        }
    }

    [Theory]
    [InlineData('\t', false)]
    [InlineData('\n', false)]
    [InlineData('\v', true)]
    [InlineData('\f', true)]
    [InlineData('\r', false)]
    [InlineData('\u0085', true)]
    [InlineData('\u2028', false)]
    [InlineData('\u2029', false)]
    public void What_parts_words_or_lines_is_a_blank_and_a_dot_in_a_message(char jump, bool told)
    {
        var text = $"a{jump}b";

        Assert.Equal("a b", Texte.Net(text));
        Assert.Equal(told, Texte.ContientInvisible(text));
        Assert.Equal("« a·b »", Cite.De(text));
    }

    [Theory]
    [InlineData('\u00A0')]
    [InlineData('\u2009')]
    [InlineData('\u202F')]
    [InlineData('\u3000')]
    public void Any_blank_is_a_plain_one_and_stays_what_it_is_in_a_message(char blank)
    {
        Assert.Equal("a b", Texte.Net($"a{blank}{blank} b{blank}"));
        Assert.False(Texte.ContientInvisible($"a{blank}b"));
        Assert.Equal($"« a{blank}b »", Cite.De($"a{blank}b"));
    }

    [Theory]
    [InlineData('~')]
    [InlineData('!')]
    [InlineData('¡')]
    [InlineData('¬')]
    [InlineData('®')]
    [InlineData('ÿ')]
    [InlineData('ſ')] // the last of Latin-1 Extended-A
    [InlineData('ƀ')]
    [InlineData('\u180A')]
    [InlineData('\u1810')]
    [InlineData('\uFE10')]
    [InlineData('\uFDFD')]
    [InlineData('李')]
    public void Everything_else_is_seen(char letter)
    {
        var text = $"a{letter}b";

        Assert.Equal(text, Texte.Net(text));
        Assert.False(Texte.ContientInvisible(text));
        Assert.Equal($"« {text} »", Cite.De(text));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a b", "a b")]
    [InlineData(" a", "a")]
    [InlineData("a ", "a")]
    [InlineData("a  b", "a b")]
    [InlineData(" \u200B ", null)]
    [InlineData("\u200B a", "a")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Blanks_are_single_and_none_stands_at_the_edges(string? text, string? net) => Assert.Equal(net, Texte.Net(text));

    [Theory]
    [InlineData("06 12 34", "061234")]
    [InlineData(" A\u00A0B\u200B ", "AB")]
    [InlineData("AB", "AB")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Codes_and_numbers_have_no_blank_at_all(string? text, string? serre) => Assert.Equal(serre, Texte.Serre(text));

    // In an attribute half a pair would be another character.
    private static readonly (string Text, string? Net, bool Told)[] Paires =
    [
        ("\uD83D\uDE00", "\uD83D\uDE00", false), ("a\uD83D\uDE00b", "a\uD83D\uDE00b", false), ("\uD83D\uDE00\uD83D", "\uD83D\uDE00", true), ("a\uD83D", "a", true),
        ("\uDE00a", "a", true), ("\uD83Da\uD83D\uDE00", "a\uD83D\uDE00", true), ("\uD83D\uD83D\uDE00", "\uD83D\uDE00", true), ("\uDE00\uD83D", null, true),
    ];

    [Fact]
    public void Half_a_pair_is_nothing_wherever_it_stands_and_a_whole_one_is_a_character() => Assert.All(
        Paires, p => Assert.Equal((p.Net, p.Told), (Texte.Net(p.Text), Texte.ContientInvisible(p.Text))));

    [Fact]
    public void A_message_cites_sixty_characters()
    {
        Assert.Equal("« »", Cite.De(null));
        Assert.Equal($"« {new string('x', 60)} »", Cite.De(new string('x', 60)));
        Assert.Equal($"« {new string('x', 60)}… »", Cite.De(new string('x', 61)));
        Assert.Equal($"« {new string('x', 59)}\uD83D\uDE00… »", Cite.De(new string('x', 59) + "\uD83D\uDE00y"));
    }

    [Fact]
    public void The_doubts_of_two_judgements_are_both_told_and_nothing_is_judged_of_nothing()
    {
        var doubtful = new Jugement("a", "Un.");

        Assert.Equal(new Jugement("b", "Un. Deux."), doubtful.Puis(_ => new("b", "Deux.")));
        Assert.Equal(new Jugement("b", "Un."), doubtful.Puis(_ => new("b")));
        Assert.Equal(new Jugement("b", "Deux."), new Jugement("a").Puis(_ => new("b", "Deux.")));
        Assert.Equal(new Jugement(null, "Un."), new Jugement(null, "Un.").Puis(_ => throw new InvalidOperationException()));
    }
}
