using System.Net.Http.Headers;

namespace Parcoursup.Gateway.Soap.Client;

/// <summary>What an exchange has seen so far, so that any failure can still be journaled with it.</summary>
internal sealed class Wire(TrackedContent content, byte[] request, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private int? _status;
    private string? _charset;
    private ResponseHead _head = new(null, null, null, null);
    private byte[]? _response;

    /// <summary>Whether any of the message may have reached the network.</summary>
    public bool Left => content.Started;

    public SoapExchange Exchange => new(
        request, _response is null ? default(ReadOnlyMemory<byte>?) : _response, _status, _charset, time.GetElapsedTime(_start))
    {
        Head = _head,
    };

    public void Begin(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        _status = (int)response.StatusCode;
        _head = new(
            Raw(headers, "Content-Type"), Raw(headers, "Content-Encoding"), RetryAfterOf(response),
            LocationOf(response.Headers.Location, response.RequestMessage?.RequestUri));
        _charset = HeaderParameters.Of(_head.ContentType).GetValueOrDefault("charset");
    }

    /// <summary>Receives the body; false when it was cut at the limit. What came before a failure is kept.</summary>
    public async Task<bool> ReceiveAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new PooledStream();
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (true)
            {
                var read = await body.ReadAsync(buffer.GetMemory(512), cancellationToken);
                if (read == 0) return true;
                buffer.Advance(read);
                if (buffer.Length > maxBytes) return false;
            }
        }
        finally
        {
            _response = buffer.Written[..(int)Math.Min(buffer.Length, maxBytes)].ToArray();
        }
    }

    // As it was sent: a header that breaks the grammar says something all the same.
    private static string? Raw(HttpContentHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    // A query of a login page may carry a ticket; who sent us there and to which page is what matters.
    private static string? LocationOf(Uri? location, Uri? asked)
    {
        if (location is null) return null;
        if (!location.IsAbsoluteUri && (asked is null || !Uri.TryCreate(asked, location, out location))) return null;
        return location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }
}
