using System.Globalization;
using System.Threading.RateLimiting;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Section <c>Debit</c> of the settings: what one key or account may ask of all (rule J1).</summary>
public sealed record CallBudgetOptions
{
    public const string Section = "Debit";

    /// <summary>Calls of one key or account that are answered in a second, in the long run.</summary>
    public int AppelsParSeconde { get; init; } = 100;

    /// <summary>Calls that it may have saved up.</summary>
    public int Rafale { get; init; } = 1000;

    /// <summary>Large sends of an établissement that wait for the one that is being read.</summary>
    public int EnvoisEnAttente { get; init; } = 8;

    public static IEnumerable<string> Errors(CallBudgetOptions options) =>
        options.AppelsParSeconde < 1 || options.Rafale < options.AppelsParSeconde || options.EnvoisEnAttente < 0
            ? ["Debit : AppelsParSeconde vaut au moins 1, Rafale au moins AppelsParSeconde, EnvoisEnAttente au moins 0."] : [];
}

/// <summary>Somebody has asked for more than his share.</summary>
/// <param name="Wait">After how long he may ask again.</param>
/// <param name="Message">In French, for whoever asks.</param>
public sealed record OverBudget(TimeSpan Wait, string Message)
{
    /// <summary>As the header of the answer tells it.</summary>
    public string RetryAfter => ((int)Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A turn among the large sends of an établissement, or why there is none; it ends when it is disposed.</summary>
public sealed class SendTurn(RateLimitLease lease, OverBudget? refused) : IDisposable
{
    public OverBudget? Refused => refused;

    public void Dispose() => lease.Dispose();
}

/// <summary>
/// So many calls a second for each key or account, and one large send at a time for each établissement, whatever the number of its keys:
/// who asks for more waits or is told when to come again, and nobody else notices. It ends with the gateway, since its clock would tick on.
/// </summary>
public sealed class CallLimiters(CallBudgetOptions options) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> _calls = PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Rafale, TokensPerPeriod = options.AppelsParSeconde, ReplenishmentPeriod = Second, QueueLimit = 0,
        }));

    private readonly PartitionedRateLimiter<string> _sends = PartitionedRateLimiter.Create<string, string>(
        code => RateLimitPartition.GetConcurrencyLimiter(code, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = 1, QueueLimit = options.EnvoisEnAttente, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>A call of a key or an account; null when it may be answered.</summary>
    public OverBudget? Call(string whose)
    {
        using var call = _calls.AttemptAcquire(whose);
        return call.IsAcquired ? null : new(Second,
            $"Ce compte ou cette clé fait plus de {options.AppelsParSeconde} appels par seconde : patienter, puis les espacer.");
    }

    /// <summary>Waits for the turn of a large send of an établissement.</summary>
    public async Task<SendTurn> SendAsync(string etablissement, CancellationToken ct)
    {
        var lease = await _sends.AcquireAsync(etablissement, permitCount: 1, ct);
        return new(lease, lease.IsAcquired ? null : new(10 * Second,
            $"Un envoi de cet établissement est en cours de lecture et {options.EnvoisEnAttente} attendent leur tour : réessayer "
            + "ensuite."));
    }

    public void Dispose()
    {
        _calls.Dispose();
        _sends.Dispose();
    }
}
