using System.Net;
using System.Net.Http.Headers;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// A JSON body that remembers whether its writing has begun. Before that nothing can have been applied on the other
/// side, so a failure provably attempted nothing (rule F3); after it the outcome is unknown (rule E2).
/// </summary>
internal sealed class WitnessedContent : HttpContent
{
    private readonly byte[] _body;

    public WitnessedContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
