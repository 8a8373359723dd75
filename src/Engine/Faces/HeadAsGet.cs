namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>
/// Whatever answers GET answers HEAD, with the same headers and no body (RFC 9110 §9.3.2): probes, caches and link checkers ask so. The
/// server itself leaves the body out, for it remembers how the request came.
/// </summary>
public static class HeadAsGet
{
    public static void UseHeadAsGet(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        return next(http);
    });
}
