using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>Whatever goes wrong is told to re-users as the API tells it, also what the gateway itself refuses.</summary>
internal sealed class FormeExposition : IErrorForm
{
    public PathString Prefix => "/api/exposition";

    public IResult Answer(HttpContext http, int status, string message) => RefusApi.De(status, message);
}
