using System.Globalization;
using System.Threading.RateLimiting;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Http;

/// <summary>Section <c>Debit</c> of the settings: what one key may ask of all (rule J1).</summary>
internal sealed record CallBudgetOptions
{
    public const string Section = "Debit";

    /// <summary>Calls of one key that are answered in a second, in the long run.</summary>
    public int AppelsParSeconde { get; init; } = 100;

    /// <summary>Calls that it may have saved up.</summary>
    public int Rafale { get; init; } = 1000;

    /// <summary>Large sends of an établissement that wait for the one that is being read.</summary>
    public int EnvoisEnAttente { get; init; } = 8;

    public static IEnumerable<string> Errors(CallBudgetOptions options) =>
        options.AppelsParSeconde < 1 || options.Rafale < options.AppelsParSeconde || options.EnvoisEnAttente < 0
            ? ["Debit : AppelsParSeconde vaut au moins 1, Rafale au moins AppelsParSeconde, EnvoisEnAttente au moins 0."] : [];
}

/// <summary>What each key has left, and whose large send is being read; it ends with the gateway, since its clock would tick on.</summary>
internal sealed class CallLimiters(CallBudgetOptions options) : IDisposable
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public PartitionedRateLimiter<string> Calls { get; } = PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Rafale, TokensPerPeriod = options.AppelsParSeconde, ReplenishmentPeriod = Second, QueueLimit = 0,
        }));

    public PartitionedRateLimiter<string> Sends { get; } = PartitionedRateLimiter.Create<string, string>(
        code => RateLimitPartition.GetConcurrencyLimiter(code, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = 1, QueueLimit = options.EnvoisEnAttente, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    public void Dispose()
    {
        Calls.Dispose();
        Sends.Dispose();
    }
}

/// <summary>
/// So many calls a second for each key, and one large send at a time for each établissement, whatever the number of its keys: who asks
/// for more waits or is told when to come again, and nobody else notices.
/// </summary>
internal sealed class CallBudget(RequestDelegate next, CallBudgetOptions options, CallLimiters limiters)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<ApiCaller>() is not { } caller)
        {
            await next(http);
            return;
        }

        using var call = limiters.Calls.AttemptAcquire(caller.Id);
        if (!call.IsAcquired)
        {
            await RefuseAsync(http, CallLimiters.Second,
                $"Cette clé fait plus de {options.AppelsParSeconde} appels par seconde : patienter, puis les espacer.");
            return;
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<BulkSend>() is null || http.Features.Get<EtablissementModel>() is not { } whose)
        {
            await next(http);
            return;
        }

        using var send = await limiters.Sends.AcquireAsync(whose.Code, permitCount: 1, http.RequestAborted);
        if (send.IsAcquired) await next(http);
        else
            await RefuseAsync(http, 10 * CallLimiters.Second,
                $"Un envoi de cet établissement est en cours de lecture et {options.EnvoisEnAttente} attendent leur tour : réessayer "
                + "ensuite.");
    }

    private static Task RefuseAsync(HttpContext http, TimeSpan wait, string message)
    {
        http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return http.Refuse(StatusCodes.Status429TooManyRequests, "", message).ExecuteAsync(http);
    }
}
