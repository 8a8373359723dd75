using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Soap;

/// <summary>One call, as an operation sees it.</summary>
public sealed class SoapCall
{
    private readonly SoapMessage _request;
    private readonly Server.RequestBody _body;

    internal SoapCall(SoapMessage request, Server.RequestBody body, HttpContext httpContext)
    {
        _request = request;
        _body = body;
        HttpContext = httpContext;
    }

    /// <summary>The request element's name; its namespace is the one to answer in.</summary>
    public XmlQualifiedName Name => _request.Name;

    /// <summary>Stands on the request element, and sees nothing behind its end tag.</summary>
    public XmlReader Reader => _request.Reader;

    /// <summary>
    /// The message exactly as received. The memory is pooled: valid until the operation's task ends. Work that may
    /// outlive it (a batch that goes on after a cancellation) must call <see cref="KeepRawBytes"/> instead.
    /// </summary>
    public ReadOnlyMemory<byte> RawBytes => _body.Memory;

    /// <summary>The HTTP side: route values, the authenticated caller.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Takes the raw bytes out of the pool: they stay valid for ever.</summary>
    public ReadOnlyMemory<byte> KeepRawBytes() => _body.Keep();

    /// <summary>
    /// Checks the rest of the envelope. An <see cref="ISoapOperation"/> calls it after reading and before acting;
    /// <see cref="SoapOperation{TRequest}"/> does so by itself.
    /// </summary>
    /// <exception cref="SoapRequestException">The end of the message is wrong.</exception>
    public void CompleteReading() => _request.Complete();

    internal bool IsReadingComplete => _request.IsComplete;
}
