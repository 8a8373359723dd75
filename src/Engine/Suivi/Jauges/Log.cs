namespace Parcoursup.Gateway.Engine.Suivi.Jauges;

internal static partial class Log
{
    [LoggerMessage(25001, LogLevel.Warning, "What waits could not be read for the metrics; they go without it.")]
    public static partial void NotRead(ILogger logger, Exception failure);
}
