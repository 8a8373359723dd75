namespace Parcoursup.Gateway.Adapters.Apogee.Verification;

internal static partial class Log
{
    [LoggerMessage(15241, LogLevel.Error, "What was seen of one OPI could not be recorded; the others are.")]
    public static partial void ConfirmationFailed(ILogger logger, Exception failure);
}
