namespace Parcoursup.Gateway.Soap.Client;

/// <summary>What an exchange has seen so far, so that any failure can still be journaled with it.</summary>
internal sealed class Wire(TrackedContent content, byte[] request, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private int? _status;
    private string? _charset;
    private byte[]? _response;

    /// <summary>Whether any of the message may have reached the network.</summary>
    public bool Left => content.Started;

    public SoapExchange Exchange => new(
        request, _response is null ? default(ReadOnlyMemory<byte>?) : _response, _status, _charset, time.GetElapsedTime(_start));

    public void Begin(HttpResponseMessage response)
    {
        _status = (int)response.StatusCode;
        _charset = response.Content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
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
}
