namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// One destination of one établissement: claims, sends and acknowledges at the destination's pace, behind a breaker of
/// its own, so that a failing destination does not slow the others. What never failed and what did are drained side by side over
/// the same slots, the latter over half of them at most: it never holds the former back (rule C5).
/// </summary>
internal sealed class Lane(IDestination destination, string etablissement, LaneBreaker breaker, LaneClaim claim, LaneDelivery delivery)
{
    private readonly LaneSlots _slots = new();

    /// <summary>Sends whatever is due, until nothing is left that may leave now.</summary>
    public async Task DrainAsync(PartDue part, CancellationToken ct)
    {
        while (!breaker.IsResting && !ct.IsCancellationRequested)
        {
            var (settings, prepared) = await claim.TakeAsync(destination, etablissement, part, probing: !breaker.IsClosed, ct);
            if (prepared.Count == 0) return;

            // Two deliveries of one person never run side by side (rule A5).
            var people = prepared.GroupBy(p => p.Row.Personne ?? $"#{p.Row.Id}");
            var side = new ParallelOptions { MaxDegreeOfParallelism = settings!.SlotsOf(part), CancellationToken = ct };
            var slots = _slots.Of(settings.Concurrency);
            await Parallel.ForEachAsync(people, side, async (group, token) =>
            {
                foreach (var next in group)
                {
                    await slots.WaitAsync(token);
                    try
                    {
                        await delivery.DeliverAsync(next, settings, token);
                    }
                    finally
                    {
                        slots.Release();
                    }
                }
            });
        }
    }
}

/// <summary>How many calls the destination bears at a time, over all who drain its lane in this process.</summary>
internal sealed class LaneSlots
{
    private readonly Lock _lock = new();
    private int _count;
    private SemaphoreSlim _slots = new(1);

    /// <summary>The slots that these settings allow. Those who hold former ones give those back.</summary>
    public SemaphoreSlim Of(int count)
    {
        lock (_lock)
        {
            if (count == _count) return _slots;
            _count = count;
            return _slots = new SemaphoreSlim(count);
        }
    }
}

/// <summary>Makes the lanes.</summary>
internal sealed class LaneFactory(
    LaneClaim claim, AttemptOutcome outcome, AttemptLedger ledger, LaneRests rests, ReconciliationOptions options, TimeProvider time,
    ILogger<LaneDelivery> logger)
{
    public Lane Create(IDestination destination, string etablissement)
    {
        var breaker = new LaneBreaker(destination.Name, etablissement, rests, options, time);
        return new Lane(destination, etablissement, breaker, claim, new LaneDelivery(breaker, outcome, ledger, time, logger));
    }
}
