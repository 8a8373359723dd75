using System.Net;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// A body that remembers whether its writing has begun. Before that nothing can have been applied on the other side, so a
/// failure provably attempted nothing (rule F3); after it the outcome is unknown (rule E2).
/// </summary>
internal sealed class WitnessedContent : HttpContent
{
    private readonly HttpContent _body;

    public WitnessedContent(HttpContent body)
    {
        _body = body;
        foreach (var (name, values) in body.Headers) Headers.TryAddWithoutValidation(name, values);
    }

    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return _body.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Headers.ContentLength ?? 0;
        return _body.Headers.ContentLength is not null;
    }
}
