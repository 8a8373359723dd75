using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>Bytes that are not what they are said to be: refused, never replaced by something else.</summary>
[Collection(AttackCollection.Name)]
public sealed class OctetsTests(AttackedGateway shared)
{
    private const string Invalid = "octets invalides";

    public static TheoryData<string, byte[]> NotUtf8 => new()
    {
        { "a lone continuation", [0x80] },
        { "an overlong slash", [0xC0, 0xAF] },
        { "an overlong NUL", [0xC0, 0x80] },
        { "half of a character", [0xC3] },
        { "a surrogate", [0xED, 0xA0, 0x80] },
        { "beyond Unicode", [0xF4, 0x90, 0x80, 0x80] },
        { "Latin-1", [0xE9] },
        { "never a byte of UTF-8", [0xFF] },
    };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public Task Invalid_UTF8_is_refused(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        return shared.AssertUnreadableAsync(With(bytes), Invalid);
    }

    public static TheoryData<string, byte[]> NotUtf16 => new()
    {
        { "an odd number of bytes", [.. Encoding.Unicode.GetBytes(Attack.WithoutDeclaration()), 0x3C] },
        { "a lone high surrogate", [.. Encoding.Unicode.GetBytes("<a>"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("</a>")] },
        { "a lone low surrogate", [.. Encoding.Unicode.GetBytes("<a>"), 0x00, 0xDC, .. Encoding.Unicode.GetBytes("</a>")] },
    };

    [Theory]
    [MemberData(nameof(NotUtf16))]
    public Task Invalid_UTF16_is_refused(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        return shared.AssertUnreadableAsync(bytes, Invalid, contentType: "text/xml; charset=utf-16");
    }

    [Fact]
    public Task UTF16_announced_as_UTF8_is_refused() =>
        shared.AssertUnreadableAsync(Encoding.Unicode.GetBytes(Attack.WithoutDeclaration()), "");

    [Fact]
    public Task UTF8_announced_as_UTF16_is_refused() =>
        shared.AssertUnreadableAsync(Encoding.UTF8.GetBytes(Attack.WithoutDeclaration()), "", contentType: "text/xml; charset=utf-16");

    [Theory]
    [InlineData("utf-7")]
    [InlineData("utf-32")]
    [InlineData("ebcdic-cp-fr")]
    [InlineData("x-inconnu")]
    public async Task A_charset_in_which_markup_can_hide_is_refused(string charset)
    {
        await shared.AssertUnreadableAsync(Encoding.UTF8.GetBytes(Attack.WithoutDeclaration()), "Jeu de caractères", contentType: $"text/xml; charset={charset}");
        await shared.AssertUnreadableAsync(Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='{charset}'?>" + Attack.WithoutDeclaration()), "Jeu de caractères", contentType: "text/xml");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u0001")]
    [InlineData("\u000B")]
    [InlineData("\u001B[2J")]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF")]
    public Task A_character_that_XML_forbids_is_refused(string character) =>
        shared.AssertUnreadableAsync(With(Encoding.UTF8.GetBytes(character)), "n'est pas un document XML bien formé");

    [Theory]
    [InlineData("<![CDATA[\0]]>")]
    [InlineData("<![CDATA[\u001B[2J]]>")]
    [InlineData("<![CDATA[\uFFFF]]>")]
    [InlineData("<!-- \0 -->")]
    public Task A_forbidden_character_that_hides_in_CDATA_or_a_comment_is_refused(string section) =>
        shared.AssertUnreadableAsync(With(Encoding.UTF8.GetBytes(section)), "Un caractère interdit en XML");

    [Theory]
    [InlineData("application/soap+xml; charset=utf-8")]
    [InlineData("multipart/related; type=\"text/xml\"; boundary=x")]
    [InlineData("application/json")]
    [InlineData("text/xml, text/html")]
    [InlineData(null)]
    public Task A_message_that_is_said_to_be_something_else_is_refused(string? contentType) =>
        shared.AssertRepelledAsync(url => RawHttp.PostAsync(url, Encoding.UTF8.GetBytes(Attack.Sound()), contentType), 415);

    // In a value that is ignored: nothing of the message may be wrong, not only what is used.
    private static byte[] With(byte[] bytes)
    {
        var parts = Attack.Sound("<inconnu>@</inconnu>").Split('@').Select(Encoding.UTF8.GetBytes).ToArray();
        // The address of the individual holds an @ too.
        return [.. parts[0], (byte)'@', .. parts[1], .. bytes, .. parts[2]];
    }
}
