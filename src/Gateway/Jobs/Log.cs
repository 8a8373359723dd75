namespace Parcoursup.Gateway.Jobs;

internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Warning, "The heartbeat could not be written.")]
    public static partial void HeartbeatFailed(ILogger logger, Exception failure);

    [LoggerMessage(9002, LogLevel.Information, "The gateway was down: a full pull of every établissement is asked for.")]
    public static partial void PullAfterOutage(ILogger logger);

    [LoggerMessage(9003, LogLevel.Warning, "The scheduler did not end in time and is abandoned; what it was about to do is done after the next start.")]
    public static partial void QuartzAbandoned(ILogger logger);
}
