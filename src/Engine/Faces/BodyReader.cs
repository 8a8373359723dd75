using Microsoft.AspNetCore.Http.Features;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>A whole body within a limit, or null when it is larger (413).</summary>
public static class BodyReader
{
    private const long LargestAnnounced = 64 * 1024;

    public static async Task<byte[]?> ReadBodyAsync(this HttpContext http, long limit)
    {
        if (http.Request.ContentLength > limit) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        try
        {
            // What is announced is not yet sent: memory follows the bytes, not the announcement.
            using var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 4096, LargestAnnounced));
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            return body.Length > limit ? null : body.ToArray();
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
