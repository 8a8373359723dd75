using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Http;

/// <summary>
/// Refuses a filter that the address does not know, or a word that the filter does not know (<see cref="FiltresConnus"/>). Addresses
/// of modules that prove callers by themselves ask it after they did.
/// </summary>
internal sealed class QueryCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) => RefusalOf(http) is { } refusal ? refusal.ExecuteAsync(http) : next(http);

    private static IResult? RefusalOf(HttpContext http) => http.Request.Path.StartsWithSegments("/api") ? FiltresConnus.Refusal(http)
        : http.Request.Path.StartsWithSegments(PageContext.Prefixe) ? FiltresConnus.RefusalOfValues(http) : null;
}
