namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

internal static partial class Log
{
    [LoggerMessage(12001, LogLevel.Error, "The snapshots for Scolarix could not be worked on; they are tried again.")]
    public static partial void WorkerFailed(ILogger logger, Exception failure);

    [LoggerMessage(12002, LogLevel.Error, "Snapshot {Id} for Scolarix failed.")]
    public static partial void SnapshotFailed(ILogger logger, Exception failure, long id);

    [LoggerMessage(12003, LogLevel.Warning, "Snapshot {Id} for Scolarix was taken over by another node.")]
    public static partial void LeaseLost(ILogger logger, long id);

    [LoggerMessage(12004, LogLevel.Warning,
        "The leftovers of snapshot {Id} could not be removed ({Reason}); without a manifest they count for nothing.")]
    public static partial void LeftoversStay(ILogger logger, long id, string reason);

    [LoggerMessage(12005, LogLevel.Warning, "Snapshot {Id} for Scolarix could not be written: {Reason}")]
    public static partial void SnapshotNotWritten(ILogger logger, long id, string reason);
}
