namespace Parcoursup.Gateway.Recuperations;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Error, "The pulls could not be carried out; they are tried again.")]
    public static partial void WorkerFailed(ILogger logger, Exception failure);

    [LoggerMessage(7002, LogLevel.Warning, "Pull {Id} failed (attempt {Attempt}).")]
    public static partial void PullFailed(ILogger logger, long id, int attempt);
}
