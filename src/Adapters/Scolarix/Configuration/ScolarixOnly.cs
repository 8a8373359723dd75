using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Scolarix.Configuration;

/// <summary>An établissement of another system has no addresses and no pages of Scolarix: each of them says so in the same words.</summary>
internal static class ScolarixOnly
{
    public const string AutreSis = "Le système d'information de cet établissement n'est pas Scolarix : mettre sis à « Scolarix ».";

    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Etablissement().Document.Sis == Sis.Scolarix
            ? await next(context)
            : context.HttpContext.Refuse(StatusCodes.Status409Conflict, "sis", AutreSis);
}
