using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Api;

/// <summary>Business time by REST, where it is simulable (rule I1).</summary>
internal static class ClockEndpoints
{
    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/horloge", (StoredBusinessClock clock) =>
            ApiErrors.Json(new { maintenant = clock.Now, simulee = clock.IsSimulable }));
        admin.MapPut("/horloge",
            async (ClockRequest request, HttpContext http, StoredBusinessClock clock, ScheduledWork work, EvaluationSignal evaluation) =>
        {
            if (!clock.IsSimulable)
                return http.Error(StatusCodes.Status409Conflict, "maintenant",
                    "L'horloge de cette passerelle n'est pas simulable (réglage Horloge:Simulable).");
            if (request.Maintenant is not { Year: >= 2018 and <= 2100 } instant)
                return http.Error(StatusCodes.Status400BadRequest, "maintenant",
                    "Indiquer l'instant voulu (ISO 8601 avec décalage), entre 2018 et 2100.");
            await clock.SetAsync(instant, http.RequestAborted);
            await work.RunDueAsync(http.RequestAborted);
            evaluation.Wake();
            return ApiErrors.Json(new { maintenant = clock.Now, simulee = true });
        });
    }

    internal sealed record ClockRequest(DateTimeOffset? Maintenant);
}
