using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using static Parcoursup.Gateway.Soap.Tests.Envelopes;

namespace Parcoursup.Gateway.Soap.Tests.Client;

/// <summary>Answers that the services' own clients read, and their limits.</summary>
public sealed class LenientResponseTests
{
    private const string Multipart = "multipart/related; type=\"application/xop+xml\"; boundary=\"uuid:1\"; start=\"<root>\"; start-info=\"text/xml\"";
    private static readonly string Ok = Around($"<r xmlns=\"{Ns}\"/>");
    private static readonly string Fault = Around("<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Numéro refusé</faultstring></soapenv:Fault>");

    [Theory]
    [InlineData("\r\n--uuid:1\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <root>\r\n\r\n{0}\r\n--uuid:1--\r\n")]
    [InlineData("--uuid:1\nContent-ID: <root>\n\n{0}\n--uuid:1--")]
    [InlineData("--uuid:1\r\nContent-ID: <image>\r\n\r\n\0\u0001\r\n--uuid:1\r\nContent-ID: <root>\r\n\r\n{0}\r\n--uuid:1--")]
    [InlineData("--uuid:1\r\ncontent-id: root\r\n\r\n{0}")]
    public async Task A_multipart_answer_is_read_at_its_root(string form)
    {
        Assert.IsType<SoapClientResult.Success>(await AnswerAsync(Text(form, Ok), contentType: Multipart));
        var fault = Assert.IsType<SoapClientResult.Fault>(await AnswerAsync(Text(form, Fault), 500, Multipart));
        Assert.Equal("Numéro refusé", fault.Received.Text);
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public async Task The_root_of_a_multipart_answer_may_be_encoded(string transfer)
    {
        var encoded = transfer == "base64" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Fault))
            : Fault.Replace("=", "=3D", StringComparison.Ordinal).Replace("é", "=C3=A9", StringComparison.Ordinal).Replace("<soapenv:Body>", "=\r\n<soapenv:Body>", StringComparison.Ordinal);
        var body = $"--b\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n{encoded}\r\n--b--";
        Assert.Equal("Numéro refusé", Assert.IsType<SoapClientResult.Fault>(await AnswerAsync(Encoding.UTF8.GetBytes(body), 500, "multipart/related; boundary=b")).Received.Text);
    }

    [Theory]
    [InlineData("multipart/related; boundary=b", "nothing of the kind")]
    [InlineData("multipart/related", "no boundary at all")]
    [InlineData("multipart/related; boundary=b", "--b\r\nContent-Type: text/xml")]
    [InlineData("multipart/related; boundary=b", "--b--")]
    public async Task A_damaged_multipart_answer_is_named(string contentType, string body) =>
        Assert.Equal(ForeignAnswerKind.UnreadableMultipart, Assert.IsType<SoapClientResult.HttpFailure>(await AnswerAsync(Encoding.UTF8.GetBytes(body), contentType: contentType)).Kind);

    [Fact]
    public async Task A_root_behind_too_many_parts_is_not_looked_for()
    {
        var parts = string.Concat(Enumerable.Repeat("--uuid:1\r\nContent-ID: <x>\r\n\r\nx\r\n", 200));
        Assert.IsType<SoapClientResult.HttpFailure>(await AnswerAsync(Text(parts + "--uuid:1\r\nContent-ID: <root>\r\n\r\n{0}\r\n--uuid:1--", Ok), contentType: Multipart));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData(null)]
    public async Task A_compression_that_nobody_asked_for_is_undone(string? encoding)
    {
        var success = Assert.IsType<SoapClientResult.Success>(await AnswerAsync(Compress(Encoding.UTF8.GetBytes(Ok), encoding), encoding: encoding));
        using var message = success.Open();
        Assert.Equal("r", message.Name.Name);
        Assert.Equal(Ok, Encoding.UTF8.GetString(success.Exchange.Response!.Value.Span));
    }

    [Fact]
    public async Task A_compressed_answer_keeps_to_the_limit_of_one_that_is_not()
    {
        var bomb = Compress(new byte[64 * 1024 * 1024], "gzip");
        Assert.True(bomb.Length < 1024 * 1024);
        Assert.Equal(UnknownReason.ResponseTooLarge, Assert.IsType<SoapClientResult.Unknown>(await AnswerAsync(bomb, encoding: "gzip")).Reason);
    }

    [Fact]
    public async Task A_damaged_compression_is_named() =>
        Assert.Equal(ForeignAnswerKind.UnreadableCompression, Assert.IsType<SoapClientResult.HttpFailure>(await AnswerAsync(Encoding.UTF8.GetBytes(Ok), encoding: "gzip")).Kind);

    [Theory]
    [InlineData("text/xml; charset=utf-8", "")]
    [InlineData("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")]
    public async Task Bytes_of_Latin_1_under_the_name_of_UTF_8_are_read(string contentType, string declaration)
    {
        var bytes = Encoding.Latin1.GetBytes(declaration + Fault);
        Assert.Equal("Numéro refusé", Assert.IsType<SoapClientResult.Fault>(await AnswerAsync(bytes, 500, contentType)).Received.Text);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData(" \n\t")]
    public async Task Blanks_before_the_declaration_do_no_harm(string blanks) => Assert.IsType<SoapClientResult.Success>(
        await AnswerAsync(Encoding.UTF8.GetBytes($"{blanks}<?xml version=\"1.0\" encoding=\"utf-8\"?>{Ok}")));

    private static byte[] Text(string form, string envelope) => Encoding.UTF8.GetBytes(form.Replace("{0}", envelope, StringComparison.Ordinal));

    private static byte[] Compress(byte[] plain, string? encoding)
    {
        using var buffer = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "deflate" => new ZLibStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            _ => new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
        })
            stream.Write(plain);
        return buffer.ToArray();
    }

    private static async Task<SoapClientResult> AnswerAsync(byte[] body, int status = 200, string contentType = "text/xml; charset=utf-8", string? encoding = null)
    {
        await using var server = await TestServer.RespondingAsync(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            if (encoding is not null) http.Response.Headers.ContentEncoding = encoding;
            await http.Response.Body.WriteAsync(body);
        });
        using var http = new HttpClient(SoapClient.CreateHandler(TimeSpan.FromMinutes(5)));
        return await new SoapClient(http).CallAsync(server.Address, xml => xml.WriteElementString("x", Ns, ""), new SoapClientOptions { Timeout = TimeSpan.FromMinutes(5) }, default);
    }
}
