using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Server;

/// <summary>Sends replies. A reply is rendered whole before its first byte leaves, so a failing writer still can be answered.</summary>
internal static class SoapResponder
{
    private const string ContentType = "text/xml;charset=utf-8";

    public static async ValueTask SendAsync(HttpContext http, SoapReply reply)
    {
        switch (reply)
        {
            case SoapReply.EmptyWrapper empty:
                await SendAsync(http, StatusCodes.Status200OK, SoapEnvelopeWriter.Empty(empty.ResponseName));
                break;
            case SoapReply.Payload payload:
                using (var stream = new PooledStream())
                {
                    SoapEnvelopeWriter.WriteBody(stream, payload.Write);
                    await SendAsync(http, StatusCodes.Status200OK, stream.Written);
                }

                break;
            case SoapReply.Faulted faulted:
                await SendFaultAsync(http, StatusCodes.Status500InternalServerError, faulted.Fault);
                break;
            default:
                throw new InvalidOperationException($"Unknown reply {reply.GetType().Name}.");
        }
    }

    public static async ValueTask SendFaultAsync(HttpContext http, int status, SoapFault fault)
    {
        using var stream = new PooledStream();
        SoapEnvelopeWriter.WriteFault(stream, fault);
        await SendAsync(http, status, stream.Written);
    }

    private static async ValueTask SendAsync(HttpContext http, int status, ReadOnlyMemory<byte> bytes)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
