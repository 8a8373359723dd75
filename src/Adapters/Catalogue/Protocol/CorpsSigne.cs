using System.Net;
using System.Net.Http.Headers;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>
/// The signed bytes, sent as they are, and whether their writing has begun: before that nothing can have been applied on the other
/// side; after it nobody knows (rule E2).
/// </summary>
internal sealed class CorpsSigne : HttpContent
{
    private readonly byte[] _octets;

    public CorpsSigne(byte[] octets)
    {
        _octets = octets;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool EstParti { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        EstParti = true;
        await stream.WriteAsync(_octets, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _octets.Length;
        return true;
    }
}
