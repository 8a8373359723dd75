namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>Events 9100 to 9199. No personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(9101, LogLevel.Error, "Fregata's import {Import} failed.")]
    public static partial void ImportFailed(ILogger logger, long import, Exception failure);

    [LoggerMessage(9102, LogLevel.Warning, "Fregata's abandoned imports could not be ended.")]
    public static partial void RecoveryFailed(ILogger logger, Exception failure);
}
