namespace Parcoursup.Gateway.Engine.Ground.Clock;

internal static partial class Log
{
    [LoggerMessage(15303, LogLevel.Warning, "The simulated clock could not be read; it is tried again.")]
    public static partial void ClockNotFollowed(ILogger logger, Exception failure);
}
