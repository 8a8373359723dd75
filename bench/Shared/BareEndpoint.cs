namespace Parcoursup.Gateway.Bench;

/// <summary>The baseline: Kestrel that reads the whole body and echoes it, nothing else.</summary>
internal static class BareEndpoint
{
    public static async Task EchoAsync(HttpContext http)
    {
        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        http.Response.ContentType = "text/xml;charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), http.RequestAborted);
    }
}
