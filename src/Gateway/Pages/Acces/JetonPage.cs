using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Pages.Acces;

/// <summary>
/// An act without the token of its form is not done. It stands where whoever sends may, and where it is his turn to be read: the token
/// is in the form, which with a file may be large.
/// </summary>
internal sealed class JetonPage(
    RequestDelegate next, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> forms, TimeProvider time)
{
    // As for the large bodies of REST: slower than any line, and no turn is kept for hours.
    private const int SlowestBytesPerSecond = 32 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(PageContext.Prefixe) || HttpMethods.IsGet(http.Request.Method))
        {
            await next(http);
            return;
        }

        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<RecoitFichier>() is not null)
        {
            // Left to itself the framework would gather the whole form, with its file, to find the token in it.
            if (await FormulaireFichier.CommencerAsync(http, forms.Value.FormFieldName) is not { Length: > 0 } token)
            {
                await Perime(http).ExecuteAsync(http);
                return;
            }

            http.Request.Headers[forms.Value.HeaderName!] = token;
        }
        else if (endpoint?.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } most && !await ReadAsync(http, most))
        {
            await PageErreur.De(http, StatusCodes.Status400BadRequest, "Envoi illisible",
                "Le fichier n'est pas arrivé entier : revenir à la page et recommencer. Rien n'a été fait.").ExecuteAsync(http);
            return;
        }

        if (await antiforgery.IsRequestValidAsync(http)) await next(http);
        else await Perime(http).ExecuteAsync(http);
    }

    private static IResult Perime(HttpContext http) => PageErreur.De(http, StatusCodes.Status400BadRequest, "Formulaire périmé",
        "Ce formulaire n'est plus valable : la page est restée ouverte trop longtemps, ou vous vous êtes reconnecté entre-temps. "
        + "Revenir à la page, la recharger et recommencer. Rien n'a été fait.");

    private async Task<bool> ReadAsync(HttpContext http, long most)
    {
        // In memory, whatever its size: a file of persons is not left on a disk in clear.
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions
        {
            MemoryBufferThreshold = (int)Math.Min(most, int.MaxValue), MultipartBodyLengthLimit = most,
        }));
        using var deadline = new CancellationTokenSource(Grace + TimeSpan.FromSeconds((double)most / SlowestBytesPerSecond), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, http.RequestAborted);
        try
        {
            await http.Request.ReadFormAsync(either.Token);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The form did not come in time.", StatusCodes.Status408RequestTimeout);
        }
    }
}
