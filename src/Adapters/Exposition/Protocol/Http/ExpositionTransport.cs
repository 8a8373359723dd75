using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>
/// One call within the limit, tried again only for what is transient; an API that answers nothing right is left alone for a while.
/// </summary>
internal sealed class ExpositionTransport
{
    private readonly JetonSource? _jetons;
    private readonly CompteurAppels _appels;
    private readonly ReglagesAppel _reglages;
    private readonly TimeProvider _time;
    private readonly IDebit _debit;
    private volatile string _dernierePanne = "L'API ne répond plus correctement.";

    public ExpositionTransport(JetonSource? jetons, CompteurAppels appels, ReglagesAppel reglages, IDebit debit, TimeProvider time)
    {
        (_jetons, _appels, _reglages, _time) = (jetons, appels, reglages, time);
        Pipeline = new ResiliencePipelineBuilder<Essai> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Essai>
            {
                MaxRetryAttempts = reglages.Reprises, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
                Delay = reglages.PremierDelai, ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { Transitoire: true }),
                DelayGenerator = args => ValueTask.FromResult(Attente(args.Outcome.Result)),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Essai>
            {
                FailureRatio = 0.9, MinimumThroughput = 20, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = reglages.Repos,
                // A wrong key or address stops as well: it is not asked about for each of 24 000 lines. One that is only busy says
                // how long; it is not out of order.
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Result is { Panne: not null, Statut: not HttpStatusCode.TooManyRequests }),
            })
            .AddConcurrencyLimiter(reglages.Simultanes, int.MaxValue)
            .AddRateLimiter(new RateLimiterStrategyOptions
            {
                RateLimiter = args => debit.Limiteur.AcquireAsync(1, args.Context.CancellationToken),
            })
            .Build();
        _debit = debit;
    }

    internal ResiliencePipeline<Essai> Pipeline { get; }

    public async Task<Essai> LireAsync(
        RouteExposition route, int octetsMaximum, Envoi envoi, CancellationToken ct)
    {
        var essai = await AvecReprisesAsync(route, octetsMaximum, envoi, ct);
        // A token that ended before its time: another one, once.
        if (essai is not { Statut: HttpStatusCode.Unauthorized, Jeton: { } jeton }) return essai;
        _jetons!.Invalider(jeton);
        return await AvecReprisesAsync(route, octetsMaximum, envoi, ct);
    }

    private async Task<Essai> AvecReprisesAsync(
        RouteExposition route, int octetsMaximum, Envoi envoi, CancellationToken ct)
    {
        try
        {
            return await Pipeline.ExecuteAsync(async token => Noter(await TenterAsync(route, octetsMaximum, envoi, token)), ct);
        }
        catch (BrokenCircuitException)
        {
            return Essai.EnPanne($"{_dernierePanne} Les appels sont suspendus un moment.", transitoire: true);
        }
        catch (RateLimiterRejectedException)
        {
            return Essai.EnPanne("Trop d'appels attendent leur tour.", transitoire: true);
        }
    }

    private async Task<Essai> TenterAsync(
        RouteExposition route, int octetsMaximum, Envoi envoi, CancellationToken ct)
    {
        string? jeton = null;
        if (_jetons is not null)
        {
            var obtention = await _jetons.ObtenirAsync(ct);
            if (obtention.Panne is { } panne) return panne with { Statut = null };
            jeton = obtention.Jeton;
        }

        _appels.De(route);
        using var timeout = new CancellationTokenSource(_reglages.Delai, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var response = await envoi.Envoyer(jeton is null ? null : "Bearer " + jeton, linked.Token);
            var essai = envoi.Juger(await CorpsReponse.LireAsync(response, octetsMaximum, _time, linked.Token));
            if (Attente(essai) is { } attente) await _debit.RepousserAsync(attente, ct);
            return essai with { Jeton = jeton };
        }
        catch (Exception panne) when (!ct.IsCancellationRequested && Pannes.Est(panne))
        {
            return Essai.EnPanne($"L'API n'a pas répondu : {Pannes.Dire(panne)}", transitoire: true);
        }
    }

    private Essai Noter(Essai essai)
    {
        if (essai is { Panne: { } panne, Statut: not HttpStatusCode.TooManyRequests }) _dernierePanne = panne;
        return essai;
    }

    private TimeSpan? Attente(Essai? essai) => essai?.Attente is not { } attente ? null
        : attente < _reglages.AttenteMaximale ? attente : _reglages.AttenteMaximale;
}
