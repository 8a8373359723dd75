namespace Parcoursup.Gateway.Engine.Schedule;

internal static partial class Log
{
    [LoggerMessage(
        9003, LogLevel.Warning,
        "The scheduler did not end in time and is abandoned; what it was about to do is done after the next start.")]
    public static partial void QuartzAbandoned(ILogger logger);

    [LoggerMessage(9004, LogLevel.Warning, "It could not be learnt how the planned work {Travail} ended; it is asked again.")]
    public static partial void EndNotLearnt(ILogger logger, string travail, Exception failure);
}
