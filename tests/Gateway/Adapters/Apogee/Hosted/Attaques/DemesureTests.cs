using System.IO.Compression;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>Too much of everything: each is refused before it costs anything.</summary>
[Collection(AttackCollection.Name)]
public sealed class DemesureTests(AttackedGateway shared)
{
    private const int Limit = 1024 * 1024;

    [Fact]
    public async Task A_hundred_thousand_nested_elements_are_refused()
    {
        var body = Attack.Sound(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)));
        Assert.True(body.Length < Limit);
        await shared.AssertUnreadableAsync(body, "imbriqués trop profondément");
    }

    [Fact]
    public async Task One_element_with_a_hundred_thousand_attributes_is_refused()
    {
        var body = Attack.Sound($"<a{string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i:x}=''"))}/>");
        Assert.True(body.Length < Limit);
        await shared.AssertUnreadableAsync(body, "trop d'attributs");
    }

    [Fact]
    public Task Too_many_namespace_declarations_are_refused() =>
        shared.AssertUnreadableAsync(Attack.Sound($"<a{string.Concat(Enumerable.Range(0, 10_000).Select(i => $" xmlns:n{i}='u'"))}/>"), "trop d'attributs");

    [Fact]
    public async Task Too_many_elements_are_refused()
    {
        var body = Attack.Sound(string.Concat(Enumerable.Repeat("<a/>", 200_000)));
        Assert.True(body.Length < Limit);
        await shared.AssertUnreadableAsync(body, "trop d'éléments");
    }

    [Theory]
    [InlineData("<{0}/>", 100_000, "Un nom d'élément est trop long")]
    [InlineData("<{0}:a xmlns:{0}='u'/>", 50_000, "Un nom d'élément est trop long")]
    [InlineData("<a {0}=''/>", 100_000, "Un nom d'attribut est trop long")]
    [InlineData("<a xmlns:{0}='u'/>", 100_000, "Un nom d'attribut est trop long")]
    public Task An_overlong_name_is_refused(string element, int length, string words) =>
        shared.AssertUnreadableAsync(Attack.Sound(element.Replace("{0}", new string('n', length), StringComparison.Ordinal)), words);

    [Theory]
    [InlineData("<a>{0}</a>", "Un texte est trop long")]
    [InlineData("<a><![CDATA[{0}]]></a>", "Un texte est trop long")]
    [InlineData("<a b='{0}'/>", "Une valeur d'attribut est trop longue")]
    [InlineData("<a xmlns='{0}'/>", "Une valeur d'attribut est trop longue")]
    public Task An_overlong_text_is_refused(string element, string words) =>
        shared.AssertUnreadableAsync(Attack.Sound(element.Replace("{0}", new string('x', 1_000_000), StringComparison.Ordinal)), words);

    [Fact]
    public Task A_body_announced_as_huge_is_refused_without_being_read() => shared.AssertRepelledAsync(
        async url =>
        {
            await using var raw = await RawHttp.ConnectAsync(url);
            // Nothing of the body is ever sent: only who does not wait for it can answer.
            await raw.SendAsync(RawHttp.Head(RawHttp.Account, "Content-Type: text/xml", "Content-Length: 9000000000"));
            var answer = await raw.ReceiveAsync();
            Assert.Contains("Connection: close", answer.Head, StringComparison.OrdinalIgnoreCase);
            return answer;
        },
        413);

    [Fact]
    public Task A_huge_body_without_credentials_is_not_read_either() => shared.AssertRepelledAsync(
        async url =>
        {
            await using var raw = await RawHttp.ConnectAsync(url);
            await raw.SendAsync(RawHttp.Head(null, "Content-Type: text/xml", "Content-Length: 9000000000"));
            return await raw.ReceiveAsync();
        },
        401);

    [Fact]
    public async Task A_chunked_body_without_end_is_cut_off_soon_after_the_limit()
    {
        var sent = 0L;
        await shared.AssertRepelledAsync(
            async url =>
            {
                await using var raw = await RawHttp.ConnectAsync(url);
                await raw.SendAsync(RawHttp.Head(RawHttp.Account, "Content-Type: text/xml", "Transfer-Encoding: chunked"));
                var answer = raw.ReceiveAsync();
                var chunk = Encoding.ASCII.GetBytes("4000\r\n" + new string(' ', 0x4000) + "\r\n");
                while (!answer.IsCompleted && await raw.TrySendAsync(chunk)) sent += 0x4000;
                return await answer;
            },
            413);
        // What the network holds on its way counts too; without a cut there would be no end.
        Assert.InRange(sent, Limit / 2, 64L * Limit);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task A_compressed_bomb_is_refused_unopened(string encoding)
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var i = 0; i < 100; i++) await gzip.WriteAsync(new byte[Limit]);
        Assert.True(bomb.Length < Limit / 4);

        var answer = await shared.AssertRepelledAsync(url => RawHttp.PostAsync(url, bomb.ToArray(), "text/xml", $"Content-Encoding: {encoding}"), 415);
        Assert.Contains("compressé", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_compressed_bomb_that_hides_its_encoding_is_unreadable() =>
        shared.AssertUnreadableAsync([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. new byte[1000]], "octets invalides");

    [Theory]
    [InlineData("Content-Length: 10", "Transfer-Encoding: chunked")]
    [InlineData("Content-Length: 10", "Content-Length: 20")]
    [InlineData("Transfer-Encoding: chunked, identity", "X: y")]
    [InlineData("Transfer-Encoding: xchunked", "X: y")]
    [InlineData("Content-Length: -1", "X: y")]
    public async Task Two_lengths_of_one_body_are_never_believed(string first, string second)
    {
        // The second request hides in what one of the two lengths takes for the body of the first.
        var hidden = "0\r\n\r\n" + RawHttp.Head(RawHttp.Account, "Content-Type: text/xml", "Content-Length: 0");
        await shared.AssertRepelledAsync(
            async url =>
            {
                await using var raw = await RawHttp.ConnectAsync(url);
                await raw.SendAsync(RawHttp.Head(RawHttp.Account, "Content-Type: text/xml", first, second) + hidden);
                var answer = await raw.ReceiveAsync();
                Assert.Contains("Connection: close", answer.Head, StringComparison.OrdinalIgnoreCase);
                return answer with { Status = answer.Status is 400 or 500 or 501 ? 400 : answer.Status };
            },
            400);
    }

    [Fact]
    public Task A_flood_of_header_fields_is_refused() => shared.AssertRepelledAsync(
        url => RawHttp.PostAsync(url, Encoding.UTF8.GetBytes(Attack.Sound()), "text/xml", [.. Enumerable.Range(0, 1000).Select(i => $"X-{i}: 1")]), 431);
}
