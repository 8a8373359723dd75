namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

internal static partial class Log
{
    [LoggerMessage(13101, LogLevel.Error, "The folders of Scolarix's daily files could not be looked at; they are looked at again.")]
    public static partial void WatchFailed(ILogger logger, Exception failure);
}
