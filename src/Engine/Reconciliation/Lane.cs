using Polly.CircuitBreaker;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// One destination of one établissement: claims, sends and acknowledges at the destination's pace, behind a breaker of
/// its own, so that a failing destination does not slow the others.
/// </summary>
internal sealed class Lane(
    IDestination destination, string etablissement, LaneBreaker breaker, LaneClaim claim, AttemptOutcome outcome, AttemptLedger ledger,
    TimeProvider time)
{
    /// <summary>Sends whatever is due, until nothing is left that may leave now.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (!breaker.IsResting && !ct.IsCancellationRequested)
        {
            var (settings, prepared) = await claim.TakeAsync(destination, etablissement, probing: !breaker.IsClosed, ct);
            if (prepared.Count == 0) return;

            // Two deliveries of one person never run side by side (rule A5).
            var people = prepared.GroupBy(p => p.Row.Personne ?? $"#{p.Row.Id}");
            var side = new ParallelOptions { MaxDegreeOfParallelism = settings!.Concurrency, CancellationToken = ct };
            await Parallel.ForEachAsync(people, side, async (group, token) =>
            {
                foreach (var delivery in group)
                    await DeliverAsync(delivery, settings, token);
            });
        }
    }

    private async Task DeliverAsync(PreparedLivraison delivery, LaneSettings settings, CancellationToken ct)
    {
        var start = time.GetUtcNow();
        if (delivery is PreparedLivraison.Nothing nothing)
        {
            await ledger.RecordAsync(AttemptOutcome.Of(nothing, start, settings), ct);
            return;
        }

        var toSend = (PreparedLivraison.ToSend)delivery;
        try
        {
            // Too late to be done within the lease: somebody else may send soon.
            if (start + settings.Timeout >= delivery.Row.BailJusqua) throw new BrokenCircuitException();
            var echange = await breaker.ExecuteAsync(toSend.Send, ct);
            await ledger.RecordAsync(outcome.Of(toSend, echange, start, settings), CancellationToken.None);
        }
        catch (BrokenCircuitException broken)
        {
            await ledger.RecordAsync(outcome.Postponed(toSend, start, broken.RetryAfter ?? breaker.Pause), ct);
            return;
        }

        if (settings.Pause > TimeSpan.Zero) await Task.Delay(settings.Pause, time, ct);
    }
}

/// <summary>Makes the lanes.</summary>
internal sealed class LaneFactory(
    LaneClaim claim, AttemptOutcome outcome, AttemptLedger ledger, LaneRests rests, ReconciliationOptions options, TimeProvider time)
{
    public Lane Create(IDestination destination, string etablissement)
    {
        var breaker = new LaneBreaker(destination.Name, etablissement, rests, options, time);
        return new Lane(destination, etablissement, breaker, claim, outcome, ledger, time);
    }
}
