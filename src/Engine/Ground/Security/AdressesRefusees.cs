using System.Collections.Concurrent;
using System.Net;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Says in the log that an account or a key was used from an address that its list does not name: behind a proxy that is not named the
/// address is the proxy's, and whoever reads it sees why. Once a minute for each account and place, however often it is tried.
/// </summary>
public sealed class AdressesRefusees(TimeProvider time, ILogger<AdressesRefusees> logger)
{
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Account, string Source), long> _said = new();

    /// <param name="account">Such as <c>push:univ-alpes</c>; never a person's name.</param>
    public void Note(string account, IPAddress? address)
    {
        var (key, now) = ((account, CallerAddress.SourceOf(address)), time.GetTimestamp());
        if (_said.TryGetValue(key, out var last) && time.GetElapsedTime(last, now) < Pause) return;
        if (_said.Count >= MostRemembered) _said.Clear();
        _said[key] = now;
        Log.AddressRefused(logger, account, address);
    }
}
