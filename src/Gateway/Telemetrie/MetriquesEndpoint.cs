using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Suivi.Jauges;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>
/// <c>GET /metrics</c>, for Prometheus, with a key of supervision, on the side of people: what waits says how an établissement works. It is
/// not there unless <c>Telemetrie:Prometheus</c> says so.
/// </summary>
internal static class MetriquesEndpoint
{
    public const string Chemin = "/metrics";

    // Several who ask within a moment cause one reading.
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    // Less than Prometheus waits: of a database that does not answer, the other metrics tell.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Map(WebApplication app)
    {
        if (!app.Services.GetRequiredService<TelemetrieOptions>().Prometheus) return;
        var time = app.Services.GetRequiredService<TimeProvider>();
        var gauges = app.Services.GetRequiredService<JaugesPubliees>();
        app.MapPrometheusScrapingEndpoint(Chemin).WithMetadata(ApiPolicy.Supervision).Add(endpoint =>
        {
            var answer = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async http =>
            {
                // Not the caller's to give up: others wait for the same reading.
                await gauges.RafraichirAsync(Age, CancellationToken.None).WaitAsync(Patience, time, http.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await answer(http);
            };
        });
    }
}
