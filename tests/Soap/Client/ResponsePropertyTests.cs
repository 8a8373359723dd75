using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Soap.Client;

namespace Parcoursup.Gateway.Soap.Tests.Client;

/// <summary>Whatever bytes and headers come back, the answer is named, never thrown.</summary>
public sealed class ResponsePropertyTests
{
    private const string Envelope = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><r xmlns=\"urn:x\">é</r></e:Body></e:Envelope>";

    private static readonly string[] Types =
        ["text/xml", "text/xml; charset=\"utf-8", "text/xml;charset=;x", "multipart/related", "multipart/related; boundary=\"b", "multipart/related; boundary=b; start=<r>", "text/html", ""];

    private static readonly string?[] Encodings = [null, "gzip", "deflate", "br", "identity"];

    private static readonly string[] Pieces =
        ["--b\r\n", "\r\n--b", "--b--", "Content-ID: <r>\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "\r\n\r\n", "=", "=C3", Envelope, "\u001f", "<html><title>", "</title", "<?xml version=\"1.0\"?>", " "];

    private static readonly FsCheck.Gen<byte[]> Bytes = Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b));

    [Property]
    public Property No_answer_is_thrown() => Prop.ForAll(
        (from type in Gen.Elements(Types)
         from encoding in Gen.Elements(Encodings)
         from pieces in Gen.ArrayOf(Gen.Elements(Pieces))
         from noise in Bytes
         from status in Gen.Choose(100, 599)
         select (type, encoding, pieces, noise, status)).ToArbitrary(),
        given =>
        {
            byte[] body = [.. Encoding.UTF8.GetBytes(string.Concat(given.pieces)), .. given.noise];
            var exchange = new SoapExchange(default, body, given.status, HeaderParameters.Of(given.type).GetValueOrDefault("charset"), default)
            {
                Head = new(given.type, given.encoding, null, null),
            };

            var result = ResponseInterpreter.Interpret(exchange, SoapLimits.Default);

            if (result is not SoapClientResult.Success success) return result is not null;
            using var message = success.Open();
            return success.ResponseName == message.Name;
        });

    [Property]
    public Property The_root_is_found_whatever_stands_around_it() => Prop.ForAll(
        (from before in Bytes from others in Gen.Choose(0, 9) from named in Gen.Elements(true, false) select (before, others, named)).ToArbitrary(),
        given =>
        {
            var parts = new StringBuilder("\r\n");
            if (given.named)
                for (var i = 0; i < given.others; i++) parts.Append("--b\r\nContent-ID: <x>\r\n\r\nx\r\n");
            parts.Append("--b\r\nContent-ID: <r>\r\n\r\n").Append(Envelope).Append("\r\n--b--\r\n");
            byte[] body = [.. given.before.Where(b => b != '-'), .. Encoding.UTF8.GetBytes(parts.ToString())];
            var found = MultipartRoot.Find(body, "multipart/related; boundary=b" + (given.named ? "; start=\"<r>\"" : ""));
            return found is not null && Encoding.UTF8.GetString(found.Value.Bytes.Span) == Envelope;
        });
}
