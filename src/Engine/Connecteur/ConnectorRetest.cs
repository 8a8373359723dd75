using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>A connector is to be tested again.</summary>
public sealed class RetestSignal : WakeSignal;

/// <summary>
/// Tests a connector again at once when a change of its settings has made the former test void (rule D1), off the
/// request that saved the change. One whose other side does not answer keeps no other établissement's waiting (rule J1).
/// </summary>
public sealed class ConnectorRetest(
    ConfigurationDirectory directory, ConnectorTest test, RetestSignal signal, TimeProvider time, ILogger<ConnectorRetest> logger)
    : CoteACoteService(signal, TimeSpan.FromMinutes(1), time)
{
    // Of several changes before its turn the last one stands: what is tested are the settings of that moment.
    private readonly ConcurrentDictionary<string, (string Par, Auteur Auteur)> _asked = new(StringComparer.Ordinal);

    public void Enqueue(string etablissement, string par)
    {
        _asked[etablissement] = (par, Auteur.Courant);
        signal.Wake();
    }

    protected override Task WorkAsync(CancellationToken ct)
    {
        foreach (var code in _asked.Keys) Begin(code, token => TestAsync(code, token), ct);
        return Task.CompletedTask;
    }

    protected override void Tell(Exception failure) => Log.RetestFailed(logger, "*", failure);

    protected override void Tell(string etablissement, Exception failure) => Log.RetestFailed(logger, etablissement, failure);

    private async Task TestAsync(string code, CancellationToken ct)
    {
        // Removed first: what is asked for meanwhile is about settings that this test may not have seen.
        if (!_asked.TryRemove(code, out var asked) || directory.Current.Find(code) is not { } etablissement) return;
        using var acting = Auteur.Agit(asked.Auteur);
        try
        {
            await test.RunAsync(etablissement, null, $"{asked.Par} (après modification)", ct);
        }
        catch
        {
            // Nobody has its report: it is still asked for, unless somebody has asked since.
            _asked.TryAdd(code, asked);
            throw;
        }
    }
}
