namespace Parcoursup.Gateway.Engine.Ground.Audit;

internal static partial class Log
{
    [LoggerMessage(20001, LogLevel.Warning, "{Count} refused credentials of {Subject} within {Minutes} minutes: see the audit.")]
    public static partial void RepeatedRefusals(ILogger logger, long count, string subject, int minutes);

    [LoggerMessage(20002, LogLevel.Warning, "{Count} entries of the audit cannot be written; they are kept and tried again.")]
    public static partial void EntriesWait(ILogger logger, int count, Exception failure);

    [LoggerMessage(20003, LogLevel.Error, 
        "{Count} entries of the audit are lost: they could not be written before the program had to end.")]
    public static partial void EntriesLost(ILogger logger, int count, Exception failure);

    [LoggerMessage(20004, LogLevel.Warning, "The audit cannot be sent to syslog; it is tried again, from entry {Number} on.")]
    public static partial void SyslogUnreachable(ILogger logger, long number, Exception failure);
}
