namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

internal static partial class Log
{
    [LoggerMessage(7201, LogLevel.Error, "The importations could not be carried on; they are tried again.")]
    public static partial void WorkerFailed(ILogger logger, Exception failure);

    [LoggerMessage(7202, LogLevel.Error, "Importation {Id} failed.")]
    public static partial void ImportationFailed(ILogger logger, long id, Exception failure);
}
