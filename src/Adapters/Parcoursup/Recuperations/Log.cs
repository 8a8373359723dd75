namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Error, "The pulls could not be carried out; they are tried again.")]
    public static partial void WorkerFailed(ILogger logger, Exception failure);

    [LoggerMessage(7002, LogLevel.Warning, "Pull {Id} failed (attempt {Attempt}).")]
    public static partial void PullFailed(ILogger logger, long id, int attempt);

    [LoggerMessage(7003, LogLevel.Warning, "Pull {Id}: its lease has ended before its answer was kept, and a later request counts.")]
    public static partial void Overtaken(ILogger logger, long id);

    [LoggerMessage(7004, LogLevel.Warning, "The lease of pull {Id} could not be renewed; it is tried again.")]
    public static partial void BeatFailed(ILogger logger, Exception failure, long id);

    [LoggerMessage(7005, LogLevel.Error, "The answer to pull {Id} could not be kept; it is asked for again.")]
    public static partial void NotKept(ILogger logger, Exception failure, long id);

    [LoggerMessage(9001, LogLevel.Warning, "The heartbeat could not be written.")]
    public static partial void HeartbeatFailed(ILogger logger, Exception failure);

    [LoggerMessage(9002, LogLevel.Warning, "No push could be stored since {Since}: a full pull of every établissement is asked for.")]
    public static partial void PullAfterOutage(ILogger logger, DateTimeOffset since);
}
