using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Pages.Acces;

/// <summary>
/// An act without the token of its form is not done. It stands where whoever sends may, and where it is his turn to be read: the token
/// is in the form, which with a file may be large.
/// </summary>
internal sealed class JetonPage(
    RequestDelegate next, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> forms)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(PageContext.Prefixe) || HttpMethods.IsGet(http.Request.Method))
        {
            await next(http);
            return;
        }

        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<RecoitFichier>() is { } large)
        {
            // As for the large bodies of REST: no turn is kept for hours.
            http.Request.Body = http.BodyInTime(large.MaxRequestBodySize!.Value);
            // Left to itself the framework would gather the whole form, with its file, to find the token in it.
            if (await FormulaireFichier.CommencerAsync(http, forms.Value.FormFieldName) is not { Length: > 0 } token)
            {
                await Perime(http).ExecuteAsync(http);
                return;
            }

            http.Request.Headers[forms.Value.HeaderName!] = token;
        }

        if (await antiforgery.IsRequestValidAsync(http)) await next(http);
        else await Perime(http).ExecuteAsync(http);
    }

    private static IResult Perime(HttpContext http) => PageErreur.De(http, StatusCodes.Status400BadRequest, "Formulaire périmé",
        "Ce formulaire n'est plus valable : la page est restée ouverte trop longtemps, ou vous vous êtes reconnecté entre-temps. "
        + "Revenir à la page, la recharger et recommencer. Rien n'a été fait.");
}
