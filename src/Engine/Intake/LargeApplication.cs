using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Applies large messages beside the loop over the others, at most one of each établissement.</summary>
internal sealed class LargeApplication(
    IEnumerable<ILargeMessageApplier> appliers, ApplySignal signal, SetAside setAside, AfterApplication after, TimeProvider time,
    ILogger<LargeApplication> logger)
{
    private readonly Dictionary<Canal, ILargeMessageApplier> _appliers = appliers.ToDictionary(a => a.Canal);
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    public IEnumerable<Task> UnderWay => _underWay.Values;

    public bool Takes(MessageEntrant message) => _appliers.ContainsKey(message.Canal);

    public bool IsUnderWay(string etablissement) => _underWay.TryGetValue(etablissement, out var large) && !large.IsCompleted;

    /// <summary>Not awaited: it ends by waking the établissement, whose other messages wait until then.</summary>
    public void Start(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct) =>
        _underWay[etablissement.Code] = BesideAsync(etablissement, message, ct);

    private async Task BesideAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        // The caller's transaction ends first.
        await Task.Yield();
        try
        {
            await ApplyAsync(etablissement, message, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Log.ApplicationFailed(logger, etablissement.Code, failure);
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        }

        _underWay.TryRemove(etablissement.Code, out _);
        signal.Wake(etablissement.Code);
    }

    private async Task ApplyAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        var applier = _appliers[message.Canal];
        try
        {
            if (message.Illisible is { } closed) throw closed;
            await applier.ApplyAsync(etablissement, message, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && GroundFailure.Of(failure) is null)
        {
            await setAside.KeepAsync(
                etablissement, message, failure, session => applier.SetAsideAsync(session, etablissement, message, ct), ct);
        }

        after.Tell(etablissement.Code, [message]);
    }
}
