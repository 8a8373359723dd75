namespace Parcoursup.Gateway.Engine.Suivi.Releves;

internal static partial class Log
{
    [LoggerMessage(21001, LogLevel.Warning, "Établissement {Etablissement} could not be counted.")]
    public static partial void NotCounted(ILogger logger, string etablissement, Exception failure);

    [LoggerMessage(21002, LogLevel.Warning, "What was sent hour by hour could not be counted.")]
    public static partial void SendingNotCounted(ILogger logger, Exception failure);
}
