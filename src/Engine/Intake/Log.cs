namespace Parcoursup.Gateway.Engine.Intake;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "The journal of {Etablissement} could not be applied; it is tried again.")]
    public static partial void ApplicationFailed(ILogger logger, string etablissement, Exception failure);

    [LoggerMessage(2002, LogLevel.Warning, "A batch of {Count} messages of {Etablissement} failed; they are applied one by one.")]
    public static partial void BatchFailed(ILogger logger, string etablissement, int count, Exception failure);

    [LoggerMessage(2003, LogLevel.Error, "Message {Id} could not be applied and was set aside.")]
    public static partial void MessageSetAside(ILogger logger, long id, Exception failure);
}
