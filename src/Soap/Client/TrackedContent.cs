using System.Net;
using System.Net.Http.Headers;

namespace Parcoursup.Gateway.Soap.Client;

/// <summary>
/// A request body that knows whether anyone began to send it. This, rather than the kind of exception, proves that a
/// message never left: it holds for time-outs, proxies and retrying handlers alike.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private volatile bool _started;

    public TrackedContent(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
    }

    public bool Started => _started;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _started = true;
        return stream.WriteAsync(_bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
