using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Http;

/// <summary><c>GET /sante</c>: 200 when the database and the scheduler answer, else 503.</summary>
internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sante", async (HealthCheckService health, CancellationToken ct) =>
    {
        var report = await health.CheckHealthAsync(ct);
        var ok = report.Status != HealthStatus.Unhealthy;
        return ApiErrors.Json(
            new { etat = ok ? "ok" : "indisponible", controles = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()) },
            ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    });
}

/// <summary>The database answers.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ScalarAsync<long>("SELECT COUNT(*) FROM parametre", null, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception: failure);
        }
    }
}
