using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>The database whose journal is replayed, at one moment: a gateway may go on working in it.</summary>
/// <param name="moment">Machine time.</param>
/// <param name="offset">How far business time was from it then.</param>
public sealed class ReplaySource(Database database, ReadSession reading, DateTimeOffset moment, TimeSpan offset)
{
    public Database Database => database;
    public ReadSession Reading => reading;
    public DateTimeOffset Moment => moment;
    public TimeSpan Offset => offset;

    /// <summary>The établissements that have a configuration: of another one nothing is kept.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>Sessions whose personal data retention has taken away.</summary>
    public IReadOnlyList<int> Purged { get; private set; } = [];

    public IReadOnlyList<CampagneClose> Closings { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct)
    {
        Codes = await ConfigurationPassee.CodesAsync(reading, ct);
        Closings = await ConfigurationPassee.CloturesAsync(reading, ct);
        Purged = [.. Closings.Where(c => c.PurgeeLe is not null).Select(c => c.Session)];
    }
}
