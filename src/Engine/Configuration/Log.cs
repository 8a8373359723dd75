namespace Parcoursup.Gateway.Engine.Configuration;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "The configuration could not be read again; the former one stays in use.")]
    public static partial void RefreshFailed(ILogger logger, Exception failure);
}
