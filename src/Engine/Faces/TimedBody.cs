using System.Diagnostics.CodeAnalysis;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>A body that must come within a time, however steadily it drips: as large as it is, at the pace of the slowest line.</summary>
public sealed class TimedBody : Stream
{
    // Slower than any line that a server stands behind; the server's own minimum alone would let a megabyte take an hour.
    private const int SlowestBytesPerSecond = 32 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Stream _inner;
    private readonly CancellationTokenSource _deadline;

    /// <param name="most">How many bytes it has, or may have.</param>
    public TimedBody(Stream inner, long most, TimeProvider time)
    {
        _inner = inner;
        _deadline = new CancellationTokenSource(Grace + TimeSpan.FromSeconds((double)most / SlowestBytesPerSecond), time);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="BadHttpRequestException">Its time is over (408).</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, cancellationToken);
        try
        {
            return await _inner.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body did not come in time.", StatusCodes.Status408RequestTimeout);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    [DoesNotReturn]
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        // The body itself is the request's.
        if (disposing) _deadline.Dispose();
        base.Dispose(disposing);
    }
}

public static class TimedBodyExtensions
{
    /// <summary>The body of this call, which must come within a time.</summary>
    /// <param name="most">How many bytes it may have, where it does not say.</param>
    public static Stream BodyInTime(this HttpContext http, long most)
    {
        var body = new TimedBody(
            http.Request.Body, http.Request.ContentLength ?? most, http.RequestServices.GetRequiredService<TimeProvider>());
        http.Response.RegisterForDispose(body);
        return body;
    }
}
