namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

internal static partial class Log
{
    [LoggerMessage(15211, LogLevel.Error, "The OPI of delivery {Id} could not be handed over; the page goes without it.")]
    public static partial void HandoverFailed(ILogger logger, Exception failure, long id);

    [LoggerMessage(15212, LogLevel.Error, "What a job told of delivery {Id} could not be recorded; its other words are.")]
    public static partial void WordLost(ILogger logger, Exception failure, long id);

    [LoggerMessage(15213, LogLevel.Warning, "A job wrote delivery {Id} under a lease that it had lost; the current state is due again.")]
    public static partial void LateWord(ILogger logger, long id);
}
