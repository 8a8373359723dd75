using System.Text;
using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Domain.Tests.Intake;

/// <summary>Rule K4: what one entry is worth alone: read, repaired, or with the place at which it is broken.</summary>
public sealed class JsonEntryTests
{
    [Theory]
    [InlineData("{\"a\":\"x\ny\"}", "x\ny")]
    [InlineData("{\"a\":\"x\ty\rz\"}", "x\ty\rz")]
    [InlineData("{\"a\":\"x\u0001y\u0000z\u001f\"}", "x y z ")] // no database keeps a NUL
    [InlineData("{\"a\":\"x\\\"\ny\\\\\"}", "x\"\ny\\")]
    [InlineData("{\n\"a\"\t:\r\"\\n\n\"}", "\n\n")]
    [InlineData("{\"a\":\"\\\n\"}", "\\n")] // a backslash before a line break is one
    [InlineData("{\"a\":\"é\u007f\n\"}", "é\u007f\n")]
    public void Control_characters_inside_texts_are_what_the_sender_meant(string json, string value)
    {
        using var entry = Read(json);

        Assert.Equal((null, true), (entry.Error, entry.IsRepaired));
        Assert.Equal(value, entry.Value.GetProperty("a").GetString());
        Assert.Equal(json, Encoding.UTF8.GetString(entry.Bytes.Span));
    }

    [Theory]
    [InlineData("{\"a\":\"x y\"}")]
    [InlineData("{\n\t\"a\":\r\n\"x y\" }")]
    public void What_can_be_read_is_not_repaired(string json)
    {
        using var entry = Read(json);

        Assert.False(entry.IsRepaired);
        Assert.Equal("x y", entry.Value.GetProperty("a").GetString());
        Assert.Equal(7, entry.Offset);
    }

    [Theory]
    [InlineData("{\"n\" 4}", 1, 6)]
    [InlineData("x", 1, 1)]
    [InlineData("{\"a\":1,\n \"b\" 2}", 2, 6)]
    [InlineData("{\u0001\"a\":1}", 1, 2)] // a control character outside a text
    [InlineData("{\"a\":\"x\ny\" 1}", 1, 8)] // and where escaping it is not enough
    public void What_cannot_be_read_says_where_it_is_broken(string json, int line, int column)
    {
        using var entry = Read(json);

        Assert.Equal($"ce n'est pas du JSON lisible (ligne {line}, colonne {column} de l'élément)", entry.Error);
        Assert.False(entry.IsRepaired);
        Assert.Equal(json, Encoding.UTF8.GetString(entry.Bytes.Span));
    }

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("{\n\"a\":1}")]
    [InlineData("{\"a\":\"\n")]
    [InlineData("{\"a\":\"\n\\")]
    public void What_needs_no_escape_or_is_not_mended_by_it_is_not_repaired(string json) => Assert.Null(JsonRepair.Escaped(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("[\"\n\"]", "[\"\\n\"]")]
    [InlineData("[\"\r\", \"\t\"]", "[\"\\r\", \"\\t\"]")]
    [InlineData("[\"\u001f\",\n\"\\\"\u0000\"]", "[\" \",\n\"\\\" \"]")]
    public void Nothing_but_control_characters_of_texts_is_changed(string json, string repaired) =>
        Assert.Equal(repaired, Encoding.UTF8.GetString(JsonRepair.Escaped(Encoding.UTF8.GetBytes(json))!));

    private static JsonEntry Read(string json) => JsonEntry.Of(7, Encoding.UTF8.GetBytes(json));
}
