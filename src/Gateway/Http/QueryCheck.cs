using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Http;

/// <summary>Refuses, below <c>/api</c>, a filter that the address does not know (<see cref="FiltresConnus"/>).</summary>
internal sealed class QueryCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") && FiltresConnus.Refusal(http) is { } refusal
            ? refusal.ExecuteAsync(http) : next(http);
}
