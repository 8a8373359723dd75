namespace Parcoursup.Gateway.Http;

/// <summary>
/// What every answer says to whoever passes it on: it is for its caller alone and kept by nobody, it is of the type that it says, and
/// no page of somebody else's may show it. An address that knows better says so itself.
/// </summary>
internal static class AnswerHeaders
{
    private const string Transport = "max-age=31536000";

    public static void UseAnswerHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(Complete, http);
        return next(http);
    });

    private static Task Complete(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (headers["Referrer-Policy"].Count == 0) headers["Referrer-Policy"] = "no-referrer";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        // As the caller came, also where a proxy took the TLS off.
        if (http.Request.IsHttps) headers.StrictTransportSecurity = Transport;
        return Task.CompletedTask;
    }
}
