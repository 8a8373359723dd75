using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>Planned work that belongs to no établissement; its cron is a setting of the process.</summary>
public interface ICommonWork : ITravail
{
    /// <summary>When, in business time; null for never.</summary>
    string? Cron { get; }

    /// <summary>Starts it, in the transaction that takes the occurrence: both happen, once, or neither.</summary>
    Task StartAsync(WriteSession session, Occurrence due, CancellationToken ct);
}
