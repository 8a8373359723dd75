using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Polly;
using Polly.CircuitBreaker;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// One destination of one établissement: claims, sends and acknowledges at the destination's pace, behind a breaker of
/// its own, so that a failing destination does not slow the others.
/// </summary>
internal sealed class Lane
{
    private const int RoundsPerClaim = 8;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    private readonly IDestination _destination;
    private readonly string _etablissement;
    private readonly Database _database;
    private readonly DeliveryBook _book;
    private readonly AttemptLedger _ledger;
    private readonly ConnectorGate _gate;
    private readonly ConfigurationDirectory _directory;
    private readonly BackOff _backOff;
    private readonly LaneRests _rests;
    private readonly ReconciliationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CircuitBreakerStateProvider _breakerState = new();
    private readonly ResiliencePipeline<Echange> _breaker;

    public Lane(
        IDestination destination, string etablissement, Database database, DeliveryBook book, AttemptLedger ledger, ConnectorGate gate,
        ConfigurationDirectory directory, BackOff backOff, LaneRests rests, ReconciliationOptions options, TimeProvider time, ILogger logger)
    {
        (_destination, _etablissement, _database, _book, _ledger, _gate) = (destination, etablissement, database, book, ledger, gate);
        (_directory, _backOff, _rests, _options, _time, _logger) = (directory, backOff, rests, options, time, logger);
        _breaker = CreateBreaker();
    }

    /// <summary>Sends whatever is due, until nothing is left that may leave now.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (!_rests.IsResting(_destination.Name, _etablissement) && !ct.IsCancellationRequested)
        {
            var (settings, prepared) = await ClaimAsync(ct);
            if (prepared.Count == 0) return;

            // Two deliveries of one person never run side by side (rule A5).
            var people = prepared.GroupBy(p => p.Row.Personne ?? $"#{p.Row.Id}");
            await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = settings!.Concurrency, CancellationToken = ct }, async (group, token) =>
            {
                foreach (var delivery in group)
                    await DeliverAsync(delivery, settings, token);
            });
        }
    }

    private async Task<(LaneSettings? Settings, IReadOnlyList<PreparedDelivery> Prepared)> ClaimAsync(CancellationToken ct)
    {
        await using var session = await _database.WriteAsync(ct);
        await _database.LockEtablissementAsync(session, _etablissement, ct);

        // Each claim with the present configuration, even while a long queue is drained: a change of credentials closes
        // the gate at once (rule D1), and what is rendered is not older than what was wanted.
        await _directory.RefreshAsync(ct);
        if (_directory.Current.Find(_etablissement) is not { } etablissement || _destination.SettingsOf(etablissement) is not { } settings) return (null, []);

        var open = await _gate.IsOpenAsync(session, etablissement, ct);
        var lease = settings.Timeout * RoundsPerClaim + settings.Pause * RoundsPerClaim + Margin;
        // After a break one delivery is the probe: the breaker stays open until somebody tries.
        var most = _breakerState.CircuitState == CircuitState.Closed ? settings.Concurrency * RoundsPerClaim : 1;
        var claimed = await _book.ClaimAsync(session, _destination.Name, etablissement.Code, open, most, lease, ct);
        if (claimed.Count == 0) return (settings, []);
        var prepared = await _destination.PrepareAsync(session, etablissement, claimed, ct);
        await session.CommitAsync(ct);
        return (settings, prepared);
    }

    private async Task DeliverAsync(PreparedDelivery delivery, LaneSettings settings, CancellationToken ct)
    {
        var start = _time.GetUtcNow();
        if (delivery is PreparedDelivery.Nothing nothing)
        {
            await _ledger.RecordAsync(new AttemptRecord(delivery.Row, start, start, null, nothing.Etat, settings.Waiting, start, null, nothing.Message, nothing.Explication, Undone: true), ct);
            return;
        }

        var toSend = (PreparedDelivery.ToSend)delivery;
        try
        {
            // Too late to be done within the lease: somebody else may send soon.
            if (start + settings.Timeout >= delivery.Row.BailJusqua) throw new BrokenCircuitException();
            var echange = await _breaker.ExecuteAsync(async token => await toSend.Send(token), ct);
            await _ledger.RecordAsync(Settle(toSend, echange, start, settings), CancellationToken.None);
        }
        catch (BrokenCircuitException broken)
        {
            var next = _time.GetUtcNow() + (broken.RetryAfter ?? TimeSpan.FromMilliseconds(_options.PauseDisjoncteurMillisecondes));
            await _ledger.RecordAsync(new AttemptRecord(delivery.Row, start, start, null, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, next, null,
                "La destination ne répond pas : les envois reprendront dès qu'elle répondra.", null, Undone: true, toSend.Undo), ct);
            return;
        }

        if (settings.Pause > TimeSpan.Zero) await Task.Delay(settings.Pause, _time, ct);
    }

    private AttemptRecord Settle(PreparedDelivery.ToSend delivery, Echange echange, DateTimeOffset start, LaneSettings settings)
    {
        var end = _time.GetUtcNow();
        var wait = _backOff.After(delivery.Row.Tentatives);
        AttemptRecord Retry(string message, TimeSpan delay, bool undone = false) => new(
            delivery.Row, start, end, echange, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, end + delay, null, message, null, undone, undone ? delivery.Undo : null);

        switch (echange.Issue)
        {
            case IssueEnvoi.Acquittee ok:
                return new(delivery.Row, start, end, echange, EtatLivraison.AJour, settings.Waiting, end, delivery.Acquitte, ok.Message, null, Undone: false);
            case IssueEnvoi.Refusee no:
                Log.Refused(_logger, _destination.Name, delivery.Row.Id, no.Code);
                return new(delivery.Row, start, end, echange, EtatLivraison.RefusMetier, settings.Waiting, end, null, no.Message, no.Explication, Undone: false, delivery.Undo, no.Code);
            case IssueEnvoi.NonEnvoyee lost:
                return Retry(lost.Message, wait, undone: true);
            case IssueEnvoi.Incertaine unknown:
                return Retry(unknown.Message, Longest(wait, settings.Timeout + TimeSpan.FromSeconds(1)));
            case IssueEnvoi.EchecTechnique failure:
                Log.TechnicalFailure(_logger, _destination.Name, delivery.Row.Id, failure.Code);
                return Retry(failure.Message, wait);
            default:
                throw new InvalidOperationException($"Unknown outcome {echange.Issue.GetType().Name}.");
        }
    }

    private static TimeSpan Longest(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private ResiliencePipeline<Echange> CreateBreaker() => new ResiliencePipelineBuilder<Echange> { TimeProvider = _time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Echange>
        {
            FailureRatio = 0.7,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromMilliseconds(Math.Max(500, _options.PauseDisjoncteurMillisecondes)),
            StateProvider = _breakerState,
            OnOpened = opened =>
            {
                _rests.Rest(_destination.Name, _etablissement, opened.BreakDuration);
                return default;
            },
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result?.Issue is IssueEnvoi.NonEnvoyee or IssueEnvoi.EchecTechnique or IssueEnvoi.Incertaine),
        })
        .Build();
}
