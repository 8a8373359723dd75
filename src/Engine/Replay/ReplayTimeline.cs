using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>Something other than a message that the state rests on, and when it was.</summary>
internal abstract record ReplayAct(DateTimeOffset At)
{
    /// <summary>What counted from then on; several documents where one change had saved them together.</summary>
    internal sealed record Configured(DateTimeOffset At, IReadOnlyList<long> Ids) : ReplayAct(At);

    internal sealed record ClockSet(DateTimeOffset At, TimeSpan Offset) : ReplayAct(At);

    internal sealed record Closed(DateTimeOffset At, CampagneClose Campagne) : ReplayAct(At);

    /// <summary>A person settled a guard.</summary>
    internal sealed record Settled(DateTimeOffset At, GardeTranchee Garde) : ReplayAct(At);
}

/// <summary>All acts in their order.</summary>
internal static class ReplayTimeline
{
    public static async Task<Queue<ReplayAct>> OfAsync(ReplaySource source, CancellationToken ct)
    {
        var acts = new List<ReplayAct>();
        acts.AddRange(Changes(await ConfigurationPassee.ChangementsAsync(source.Reading, ct)));
        acts.AddRange((await HorlogePassee.ReglagesAsync(source.Reading, ct))
            .Select(r => new ReplayAct.ClockSet(r.Depuis, TimeSpan.FromTicks(r.Decalage))));
        acts.AddRange(source.Closings.Select(c => new ReplayAct.Closed(c.CloseLe, c)));
        acts.AddRange((await GardesTranchees.AutresAsync(source.Reading, ct)).Select(g => new ReplayAct.Settled(g.Instant, g)));
        // Stable: those of one moment stay in the order of their rows.
        return new Queue<ReplayAct>(acts.Where(a => a.At <= source.Moment).OrderBy(a => a.At));
    }

    // A UAI may move from one établissement to another in one change: they come together, as they were saved. Of what was saved twice
    // within the same moment the second one comes after the first.
    private static IEnumerable<ReplayAct> Changes(IReadOnlyList<EtatConfiguration> changes) =>
        from moment in changes.GroupBy(c => c.Depuis)
        from change in moment.GroupBy(c => (c.Etablissement, c.Annee)).SelectMany(same => same.Index()).GroupBy(c => c.Index)
        select new ReplayAct.Configured(moment.Key, [.. change.Select(c => c.Item.Id)]);
}
