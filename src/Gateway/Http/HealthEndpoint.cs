using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Http;

/// <summary>
/// <c>GET /sante/vivante</c>: the process answers; nothing but its own end makes it fail, so that nobody restarts a gateway for a full
/// disk. <c>GET /sante/prete</c>, also <c>/sante</c>: the database takes what comes in and the scheduler runs, else 503.
/// </summary>
internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Whoever stands before either side asks.
        routes = routes.MapGroup("").Du(Cote.Partout);
        routes.MapGet("/sante/vivante", () => ApiErrors.Json(new { etat = "ok", version = GatewayVersion.Text }));
        routes.MapGet("/sante/prete", ReadyAsync);
        routes.MapGet("/sante", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(HttpContext http, HealthCheckService health)
    {
        var report = await health.CheckHealthAsync(http.RequestAborted);
        var ok = report.Status != HealthStatus.Unhealthy;
        if (!ok) http.Response.Headers.RetryAfter = DiskFull.RetryAfterSeconds;
        return ApiErrors.Json(
            new
            {
                etat = ok ? "ok" : "indisponible",
                controles = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()),
                message = report.Entries.GetValueOrDefault(DatabaseHealth.Name).Description,
            },
            ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>The database can be written.</summary>
internal sealed class DatabaseHealth(WriteProbe probe) : IHealthCheck
{
    public const string Name = "stockage";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await probe.ProblemAsync(cancellationToken) is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy();
}
