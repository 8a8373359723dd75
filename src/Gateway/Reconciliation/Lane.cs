using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Connecteur;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Storage;
using Polly;
using Polly.CircuitBreaker;

namespace Parcoursup.Gateway.Reconciliation;

/// <summary>
/// One destination of one établissement: claims, sends and acknowledges at the destination's pace, behind a breaker of
/// its own, so that a failing destination does not slow the others.
/// </summary>
internal sealed class Lane(
    IDestination destination, Database database, DeliveryBook book, AttemptLedger ledger, ConnectorGate gate, BackOff backOff,
    ReconciliationOptions options, TimeProvider time, ILogger logger)
{
    private const int RoundsPerClaim = 8;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    private readonly CircuitBreakerStateProvider _breakerState = new();
    private ResiliencePipeline<Echange>? _breaker;

    /// <summary>Sends whatever is due, until nothing is left that may leave now.</summary>
    public async Task DrainAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        while (destination.SettingsOf(etablissement) is { } settings && !IsOpen && !ct.IsCancellationRequested)
        {
            var prepared = await ClaimAsync(etablissement, settings, ct);
            if (prepared.Count == 0) return;

            // Two deliveries of one person never run side by side (rule A5).
            var people = prepared.GroupBy(p => p.Row.Personne ?? $"#{p.Row.Id}");
            await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency, CancellationToken = ct }, async (group, token) =>
            {
                foreach (var delivery in group)
                    await DeliverAsync(delivery, settings, token);
            });
        }
    }

    private bool IsOpen => _breaker is not null && _breakerState.CircuitState == CircuitState.Open;

    private async Task<IReadOnlyList<PreparedDelivery>> ClaimAsync(EtablissementModel etablissement, LaneSettings settings, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockAsync(session, "etablissement:" + etablissement.Code, ct);
        var open = await gate.IsOpenAsync(session, etablissement, ct);
        var lease = settings.Timeout * RoundsPerClaim + settings.Pause * RoundsPerClaim + Margin;
        var claimed = await book.ClaimAsync(session, destination.Name, etablissement.Code, open, settings.Concurrency * RoundsPerClaim, lease, ct);
        if (claimed.Count == 0) return [];
        var prepared = await destination.PrepareAsync(session, etablissement, claimed, ct);
        await session.CommitAsync(ct);
        return prepared;
    }

    private async Task DeliverAsync(PreparedDelivery delivery, LaneSettings settings, CancellationToken ct)
    {
        var start = time.GetUtcNow();
        if (delivery is PreparedDelivery.Nothing nothing)
        {
            await ledger.RecordAsync(new AttemptRecord(delivery.Row, start, start, null, nothing.Etat, destination.WaitingState, start, null, nothing.Message, nothing.Explication, Undone: true), ct);
            return;
        }

        var toSend = (PreparedDelivery.ToSend)delivery;
        try
        {
            // Too late to be done within the lease: somebody else may send soon.
            if (start + settings.Timeout >= delivery.Row.BailJusqua) throw new BrokenCircuitException();
            var echange = await Breaker.ExecuteAsync(async token => await toSend.Send(token), ct);
            await ledger.RecordAsync(Settle(toSend, echange, start, settings), CancellationToken.None);
        }
        catch (BrokenCircuitException broken)
        {
            var next = time.GetUtcNow() + (broken.RetryAfter ?? TimeSpan.FromMilliseconds(options.PauseDisjoncteurMillisecondes));
            await ledger.RecordAsync(new AttemptRecord(delivery.Row, start, start, null, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, next, null,
                "La destination ne répond pas : les envois reprendront dès qu'elle répondra.", null, Undone: true), ct);
            return;
        }

        if (settings.Pause > TimeSpan.Zero) await Task.Delay(settings.Pause, time, ct);
    }

    private AttemptRecord Settle(PreparedDelivery.ToSend delivery, Echange echange, DateTimeOffset start, LaneSettings settings)
    {
        var end = time.GetUtcNow();
        var wait = backOff.After(delivery.Row.Tentatives);
        AttemptRecord Retry(string message, TimeSpan delay, bool undone = false) => new(
            delivery.Row, start, end, echange, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, end + delay, null, message, null, undone);

        switch (echange.Issue)
        {
            case IssueEnvoi.Acquittee ok:
                return new(delivery.Row, start, end, echange, EtatLivraison.AJour, destination.WaitingState, end, delivery.Acquitte, ok.Message, null, Undone: false);
            case IssueEnvoi.Refusee no:
                Log.Refused(logger, destination.Name, delivery.Row.Id, no.Code);
                return new(delivery.Row, start, end, echange, EtatLivraison.RefusMetier, destination.WaitingState, end, null, no.Message, no.Explication, Undone: false);
            case IssueEnvoi.NonEnvoyee lost:
                return Retry(lost.Message, wait, undone: true);
            case IssueEnvoi.Incertaine unknown:
                return Retry(unknown.Message, Longest(wait, settings.Timeout + TimeSpan.FromSeconds(1)));
            case IssueEnvoi.EchecTechnique failure:
                Log.TechnicalFailure(logger, destination.Name, delivery.Row.Id, failure.Code);
                return Retry(failure.Message, wait);
            default:
                throw new InvalidOperationException($"Unknown outcome {echange.Issue.GetType().Name}.");
        }
    }

    private static TimeSpan Longest(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private ResiliencePipeline<Echange> Breaker => _breaker ??= new ResiliencePipelineBuilder<Echange> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Echange>
        {
            FailureRatio = 0.7,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromMilliseconds(Math.Max(500, options.PauseDisjoncteurMillisecondes)),
            StateProvider = _breakerState,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result?.Issue is IssueEnvoi.NonEnvoyee or IssueEnvoi.EchecTechnique or IssueEnvoi.Incertaine),
        })
        .Build();
}
