using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Soap.Server;

/// <summary>A whole request body in one pooled buffer, never larger than the limit.</summary>
internal sealed class RequestBody : IDisposable
{
    private readonly PooledStream _buffer;
    private ReadOnlyMemory<byte>? _kept;

    private RequestBody(PooledStream buffer) => _buffer = buffer;

    public ReadOnlyMemory<byte> Memory => _kept ?? _buffer.Written;

    public ReadOnlyMemory<byte> Keep() => _kept ??= _buffer.Detach();

    public void Dispose() => _buffer.Dispose();

    /// <exception cref="SoapFailureException">Too large or too slow.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext http, SoapLimits limits, TimeProvider time)
    {
        var announced = http.Request.ContentLength;
        if (announced > limits.MaxBodyBytes) throw TooLarge(limits);
        var buffer = new PooledStream((int)(announced is > 0 and var length ? length : 4096));
        try
        {
            await FillAsync(buffer, http, limits, time);
            return new(buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static async ValueTask FillAsync(PooledStream buffer, HttpContext http, SoapLimits limits, TimeProvider time)
    {
        var reader = http.Request.BodyReader;
        Deadline? deadline = null;
        try
        {
            while (true)
            {
                // Most bodies have arrived with their headers: no timer for those.
                if (!reader.TryRead(out var read))
                {
                    deadline ??= new(limits.ReadTimeout, time, http.RequestAborted);
                    read = await reader.ReadAsync(deadline.Token);
                }

                var tooLarge = buffer.Length + read.Buffer.Length > limits.MaxBodyBytes;
                if (!tooLarge)
                    foreach (var segment in read.Buffer) buffer.Write(segment.Span);
                // Always: the server cannot end a connection in good order while a read is under way.
                reader.AdvanceTo(read.Buffer.End);
                if (tooLarge) throw TooLarge(limits);
                if (read.IsCompleted) return;
            }
        }
        catch (OperationCanceledException) when (deadline is { HasPassed: true } && !http.RequestAborted.IsCancellationRequested)
        {
            throw new SoapFailureException(new(
                SoapFailureKind.TooSlow, SoapFaultCode.Client, "Le message n'est pas arrivé en entier dans le délai imparti."));
        }
        finally
        {
            deadline?.Dispose();
        }
    }

    private static SoapFailureException TooLarge(SoapLimits limits) => new(new(
        SoapFailureKind.TooLarge,
        SoapFaultCode.Client,
        $"Le message est trop volumineux : {limits.MaxBodyBytes / 1024} Kio au plus."));
}
