namespace Parcoursup.Gateway.Jobs;

internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Warning, "The heartbeat could not be written.")]
    public static partial void HeartbeatFailed(ILogger logger, Exception failure);

    [LoggerMessage(9002, LogLevel.Information, "The gateway was down: a full pull of every établissement is asked for.")]
    public static partial void PullAfterOutage(ILogger logger);
}
