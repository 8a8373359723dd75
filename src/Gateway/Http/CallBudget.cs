using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Http;

/// <summary>Holds the keys of the API, and who is logged in, to <see cref="CallLimiters"/>.</summary>
internal sealed class CallBudget(RequestDelegate next, CallLimiters limiters)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<ApiCaller>() is not { } caller)
        {
            await next(http);
            return;
        }

        if (limiters.Call(caller.Id) is { } tooMany)
        {
            await RefuseAsync(http, tooMany);
            return;
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<BulkSend>() is null || http.Features.Get<EtablissementModel>() is not { } whose)
        {
            await next(http);
            return;
        }

        using var turn = await limiters.SendAsync(whose.Code, http.RequestAborted);
        if (turn.Refused is { } full) await RefuseAsync(http, full);
        else await next(http);
    }

    private static Task RefuseAsync(HttpContext http, OverBudget over)
    {
        http.Response.Headers.RetryAfter = over.RetryAfter;
        return http.Refuse(StatusCodes.Status429TooManyRequests, "", over.Message).ExecuteAsync(http);
    }
}
