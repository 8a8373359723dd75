using System.Diagnostics.Metrics;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>Counts what Parcoursup pushes, by what it was answered.</summary>
internal sealed class MesuresPush(IMeterFactory meters, ConfigurationDirectory directory)
{
    private readonly Counter<long> _recus = meters.Passerelle().CreateCounter<long>(
        "passerelle.push.recus", "{message}", "Messages poussés par Parcoursup, par établissement et issue.");

    public async ValueTask<object?> CountAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var issue = "echec";
        try
        {
            var answer = await next(context);
            issue = IssueDe(answer is AcknowledgementResult refused ? refused.Status : StatusCodes.Status200OK);
            return answer;
        }
        finally
        {
            // An UAI that nobody has may be anything.
            var whose = directory.Current.FindByUai(context.HttpContext.Request.RouteValues["uai"] as string)?.Code ?? "";
            _recus.Add(1, Mesures.De(Mesures.Issue, issue), Mesures.De(Mesures.Etablissement, whose));
        }
    }

    private static string IssueDe(int status) => status switch
    {
        StatusCodes.Status200OK => "accepte",
        StatusCodes.Status400BadRequest => "incorrect",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "identifiants",
        StatusCodes.Status404NotFound => "uai_inconnue",
        StatusCodes.Status410Gone => "session_close",
        StatusCodes.Status413PayloadTooLarge => "trop_volumineux",
        StatusCodes.Status429TooManyRequests => "trop_d_essais",
        StatusCodes.Status503ServiceUnavailable => "differe",
        _ => "echec",
    };
}
