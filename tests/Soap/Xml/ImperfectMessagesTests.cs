using System.Text;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Tests.Xml;

/// <summary>Messages as programs really write them: read where the meaning is plain, else refused with the place and the remedy.</summary>
public sealed class ImperfectMessagesTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData("ISO-8859-1")]
    [InlineData("ISO-8859-15")]
    [InlineData("windows-1252")]
    public void Bytes_of_windows_1252_are_read_as_such_whatever_single_byte_encoding_is_announced(string name) =>
        Assert.Equal("L’Hermite é", Value(Windows1252.GetBytes($"<?xml version='1.0' encoding='{name}'?><v>L’Hermite é</v>")));

    [Theory]
    [InlineData("ISO-8859-1", 0x81)]
    [InlineData("ISO-8859-15", 0x9D)]
    [InlineData("windows-1252", 0x90)]
    [InlineData("UTF-8", 0xE9)]
    public void A_byte_without_meaning_is_refused_with_its_place(string name, byte wrong)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes($"<?xml version='1.0' encoding='{name}'?>\n<v>ab"), wrong, .. "c</v>"u8];

        var refused = Assert.Throws<SoapRequestException>(() => Value(bytes));

        Assert.Equal((2, 6), (refused.Line, refused.Column));
        Assert.Contains($"0x{wrong:X2}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n\r\n  ")]
    [InlineData("\uFEFF\n\t")]
    public void Blank_lines_may_stand_before_the_declaration(string before)
    {
        Assert.Equal("é", Value(Encoding.UTF8.GetBytes(before + "<?xml version='1.0' encoding='UTF-8'?><v>é</v>")));
        if (before[0] != '\uFEFF') Assert.Equal("é", Value(Encoding.Latin1.GetBytes(before + "<?xml version='1.0' encoding='ISO-8859-1'?><v>é</v>")));
    }

    [Fact]
    public void Something_else_before_the_declaration_is_told() => Assert.Contains(
        "précéder la déclaration XML", Assert.Throws<SoapRequestException>(() => Value("x<?xml version='1.0'?><v/>"u8.ToArray())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<v>Arts & Métiers</v>", 9)]
    [InlineData("<v a='b'>Arts &Métiers; et caetera</v>", 15)]
    [InlineData("<v a='b&c'/>", 8)]
    [InlineData("<v>&</v>", 4)]
    [InlineData("<v>&amp</v>", 4)]
    public void An_ampersand_that_begins_no_reference_is_told_at_its_place(string xml, int column)
    {
        var refused = Assert.Throws<SoapRequestException>(() => Value(Encoding.UTF8.GetBytes("\n" + xml + "<!-- the end -->")));

        Assert.Equal((2, column), (refused.Line, refused.Column));
        Assert.Contains("écrit « &amp; »", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<v>&amp;&lt;&gt;&quot;&apos;&#38;&#x26;</v>", "&<>\"'&&")]
    [InlineData("<v><![CDATA[a & b]]></v>", "a & b")]
    [InlineData("<v>a<!-- & -->b</v>", "ab")]
    public void References_sections_and_comments_are_none_of_those(string xml, string expected) => Assert.Equal(expected, Value(Encoding.UTF8.GetBytes(xml)));

    private static string? Value(byte[] body)
    {
        using var reader = HardenedXmlReader.Create(body, null, SoapLimits.Default);
        reader.Read();
        reader.MoveToContent();
        return reader.ReadTextOrNull();
    }
}
