using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// Brings every destination to its desired state: runs a lane per destination and établissement whenever one has
/// something due, each independent of the others.
/// </summary>
internal sealed class Reconciler(
    IEnumerable<IDestination> destinations, LaneFactory lanes, LivraisonClaims claims, ConfigurationDirectory directory,
    LivraisonSignal signal, TimeProvider time, ILogger<Reconciler> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    // A scan over a long backlog must not cost more than this share of the time.
    private const int ScanShare = 50;
    private static readonly TimeSpan LostPoll = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IDestination> _destinations = destinations.ToDictionary(d => d.Name);
    private readonly Dictionary<(string, string), Lane> _lanes = [];
    private readonly Dictionary<(string, string, PartDue), Task> _running = [];
    private readonly ConcurrentDictionary<(string, string), bool> _again = new();
    private DateTimeOffset _nextScan;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lastRecovery = time.GetTimestamp();
        await GuardedAsync(() => RecoverAsync(starting: true, stoppingToken));
        while (!stoppingToken.IsCancellationRequested)
        {
            await GuardedAsync(() => StartDueLanesAsync(stoppingToken));
            if (time.GetElapsedTime(lastRecovery) > LostPoll)
            {
                lastRecovery = time.GetTimestamp();
                await GuardedAsync(() => RecoverAsync(starting: false, stoppingToken));
            }

            // Being told to stop is no reason to leave: the lanes that run must end first.
            await GuardedAsync(() => signal.WaitAsync(Poll, time, stoppingToken));
        }

        await Task.WhenAll(_running.Values);
        await GuardedAsync(() => claims.GiveBackAsync(QuietTimeOf, CancellationToken.None));
    }

    private async Task StartDueLanesAsync(CancellationToken ct)
    {
        foreach (var code in signal.Take())
            foreach (var name in _destinations.Keys)
                Start((name, code), PartDue.JamaisTentees, ct);
        if (time.GetUtcNow() < _nextScan) return;

        // Retries whose time has come, and what other nodes want.
        var start = time.GetTimestamp();
        foreach (var due in await claims.DueLanesAsync(ct))
            Start((due.Destination, due.Etablissement), due.Reprises ? PartDue.Reprises : PartDue.JamaisTentees, ct);
        var rest = time.GetElapsedTime(start) * ScanShare;
        _nextScan = time.GetUtcNow() + (rest > Poll ? rest : Poll);
    }

    private void Start((string Destination, string Etablissement) key, PartDue part, CancellationToken ct)
    {
        if (!_destinations.TryGetValue(key.Destination, out var destination)) return;
        // What leaves by another way out, or not at all, is nobody's work here (rule E1).
        if (directory.Current.Find(key.Etablissement) is { } etablissement && destination.SettingsOf(etablissement) is null) return;
        // A lane that runs may have looked before this work was there: it runs once more when it has ended.
        if (_running.TryGetValue((key.Destination, key.Etablissement, part), out var running) && !running.IsCompleted)
        {
            // What failed before waits for the next scan.
            if (part == PartDue.JamaisTentees) _again[key] = true;
            return;
        }

        if (!_lanes.TryGetValue(key, out var lane))
            _lanes[key] = lane = lanes.Create(destination, key.Etablissement);
        _running[(key.Destination, key.Etablissement, part)] = Task.Run(() => RunAsync(key, part, lane, ct), CancellationToken.None);
    }

    private async Task RunAsync((string Destination, string Etablissement) key, PartDue part, Lane lane, CancellationToken ct)
    {
        await GuardedAsync(() => lane.DrainAsync(part, ct));
        if (part == PartDue.JamaisTentees && _again.TryRemove(key, out _)) signal.Wake(key.Etablissement);
    }

    private async Task RecoverAsync(bool starting, CancellationToken ct)
    {
        var count = await claims.RecoverLostAsync(QuietTimeOf, starting, ct);
        if (count > 0) Log.Recovered(logger, count);
    }

    private TimeSpan QuietTimeOf(string etablissement)
    {
        var timeouts = directory.Current.Find(etablissement) is { } model
            ? _destinations.Values.Select(d => d.SettingsOf(model)?.Timeout ?? TimeSpan.Zero) : [];
        return Calme.After(timeouts.DefaultIfEmpty(TimeSpan.Zero).Max());
    }

    private async Task GuardedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception failure)
        {
            Log.ReconciliationFailed(logger, failure);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
        }
    }
}
