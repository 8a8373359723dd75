namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

internal static partial class Log
{
    [LoggerMessage(2501, LogLevel.Information, "Message {Id}: its sender was answered without the SIS ({Issue}); its delivery goes on.")]
    public static partial void RelaisDiffere(ILogger logger, long id, IssueRelais issue);

    [LoggerMessage(2502, LogLevel.Error,
        "Message {Id}: what became of it could not be read while its sender waited; its delivery goes on.")]
    public static partial void RelaisFailed(ILogger logger, long id, Exception failure);
}
