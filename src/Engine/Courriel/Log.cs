namespace Parcoursup.Gateway.Engine.Courriel;

internal static partial class Log
{
    [LoggerMessage(
        24001, LogLevel.Warning,
        "Message {Id} was not taken by the mail server at try {Essai}; it is tried again, five times in all.")]
    public static partial void CourrielNotSent(ILogger logger, long id, int essai, Exception failure);

    [LoggerMessage(24002, LogLevel.Error, "Messages could not be looked through; they are looked through again.")]
    public static partial void CourrielWorkerFailed(ILogger logger, Exception failure);
}
