using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Polly.CircuitBreaker;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// Sends one delivery and records how it ended. Whatever is thrown on the way is the end of this delivery, written down with its
/// exchange: never that of its neighbours (rule C5).
/// </summary>
internal sealed class LaneDelivery(
    LaneBreaker breaker, AttemptOutcome outcome, AttemptLedger ledger, TimeProvider time, ILogger<LaneDelivery> logger)
{
    public async Task DeliverAsync(PreparedLivraison delivery, LaneSettings settings, CancellationToken ct)
    {
        var record = await TracedAsync(delivery, settings, ct);
        await RecordAsync(record);
        if (record.Echange is not null && settings.Pause > TimeSpan.Zero) await Task.Delay(settings.Pause, time, ct);
    }

    // In the trace in which it was wanted; what is not sent has none.
    private async Task<AttemptRecord> TracedAsync(PreparedLivraison delivery, LaneSettings settings, CancellationToken ct)
    {
        using var span = delivery is PreparedLivraison.ToSend ? EnvoiTrace.Commence(delivery.Row) : null;
        var record = await EndAsync(delivery, settings, ct);
        EnvoiTrace.Fin(span, record);
        return record;
    }

    private async Task<AttemptRecord> EndAsync(PreparedLivraison delivery, LaneSettings settings, CancellationToken ct)
    {
        var start = time.GetUtcNow();
        switch (delivery)
        {
            case PreparedLivraison.Nothing nothing:
                return AttemptOutcome.Of(nothing, start, settings);
            case PreparedLivraison.Impossible impossible:
                Log.DeliveryFailed(logger, impossible.Failure, delivery.Row.Id);
                return outcome.Broken(delivery.Row, impossible.Failure, start);
            case PreparedLivraison.ToSend toSend:
                return await SendAsync(toSend, start, settings, ct);
            default:
                throw new InvalidOperationException($"Unknown preparation {delivery.GetType().Name}.");
        }
    }

    private async Task<AttemptRecord> SendAsync(
        PreparedLivraison.ToSend delivery, DateTimeOffset start, LaneSettings settings, CancellationToken ct)
    {
        // Too late to be done within the lease: somebody else may send soon.
        if (start + settings.Timeout >= delivery.Row.BailJusqua) return outcome.TooLate(delivery, start);
        try
        {
            var echange = await breaker.ExecuteAsync(delivery, ct);
            return outcome.Of(delivery, echange, start, settings, breaker.Answers);
        }
        catch (BrokenCircuitException broken)
        {
            return outcome.Postponed(delivery, start, broken.RetryAfter ?? breaker.Pause, breaker.Reason);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Log.DeliveryFailed(logger, failure, delivery.Row.Id);
            var broken = outcome.Broken(delivery.Row, failure, start, delivery.Undo);
            // It may have left.
            return broken.Undone ? broken : broken with { CalmeJusqua = broken.End + Calme.After(settings.Timeout) };
        }
    }

    // Being told to stop is no reason to forget how an attempt ended.
    private async Task RecordAsync(AttemptRecord record)
    {
        try
        {
            await ledger.RecordAsync(record, CancellationToken.None);
            return;
        }
        catch (Exception failure)
        {
            Log.NotRecorded(logger, failure, record.Row.Id);
            // Without its database nothing can be written: the lease runs out, and it is sent again (rule E2).
            if (!Bulkhead.IsOfOne(failure)) return;
            try
            {
                await ledger.RecordAsync(outcome.NotRecorded(record, failure), CancellationToken.None);
            }
            catch (Exception again)
            {
                Log.NotRecorded(logger, again, record.Row.Id);
            }
        }
    }
}
