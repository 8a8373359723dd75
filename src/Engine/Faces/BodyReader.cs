using Microsoft.AspNetCore.Http.Features;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>A whole body within a limit, or null when it is larger (413). It must come within a time, and not only at some rate.</summary>
public static class BodyReader
{
    public static async Task<byte[]?> ReadBodyAsync(this HttpContext http, long limit)
    {
        using var body = await BodyInParts.BeginAsync(http, limit, limit);
        return body is null ? null : await body.ReadAllAsync();
    }
}

/// <summary>A body that is read in two parts: its beginning says whether the rest is worth reading.</summary>
public sealed class BodyInParts : IDisposable
{
    private const int Step = 64 * 1024;

    private readonly HttpContext _http;
    private readonly long _limit;
    private readonly MemoryStream _read;
    private readonly TimedBody _body;

    private BodyInParts(HttpContext http, long limit)
    {
        (_http, _limit) = (http, limit);
        // What is announced is not yet sent: memory follows the bytes, not the announcement.
        _read = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 4096, Step));
        _body = new TimedBody(http.Request.Body, limit, http.RequestServices.GetRequiredService<TimeProvider>());
    }

    /// <summary>What has been read so far.</summary>
    public ReadOnlyMemory<byte> Start => _read.GetBuffer().AsMemory(0, (int)_read.Length);

    /// <summary>That is all of it.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Reads the first bytes; null when there are, or will be, more than the limit.</summary>
    public static async Task<BodyInParts?> BeginAsync(HttpContext http, long limit, long first)
    {
        if (http.Request.ContentLength > limit) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        var body = new BodyInParts(http, limit);
        try
        {
            if (await body.FillAsync(first)) return body;
            body.Dispose();
            return null;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Reads what is still to come; null when it is more than the limit.</summary>
    public async Task<byte[]?> ReadAllAsync() => await FillAsync(long.MaxValue) ? _read.ToArray() : null;

    /// <summary>Whoever is refused is not listened to any longer: what he has still to send is not read.</summary>
    public void HangUp()
    {
        if (!IsComplete) _http.Response.Headers.Connection = "close";
    }

    public void Dispose()
    {
        _body.Dispose();
        _read.Dispose();
    }

    private async Task<bool> FillAsync(long until)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            while (!IsComplete && _read.Length < until)
            {
                var read = await _body.ReadAsync(buffer.AsMemory(0, Step), _http.RequestAborted);
                IsComplete = read == 0;
                if (_read.Length + read > _limit) return false;
                _read.Write(buffer, 0, read);
            }

            return true;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return false;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
