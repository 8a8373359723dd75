using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Fregata.Configuration;

/// <summary>An établissement of another system has no pages of Fregata.</summary>
internal static class FregataOnly
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Etablissement().Document.Sis == Sis.Fregata
            ? await next(context)
            : context.HttpContext.Refuse(StatusCodes.Status409Conflict, "sis",
                "Le système d'information de cet établissement n'est pas Fregata : mettre sis à « Fregata ».");
}
