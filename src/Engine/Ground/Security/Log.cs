namespace Parcoursup.Gateway.Engine.Ground.Security;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning,
        "The addresses that accounts are used from could not be read or stored; those known to this process count.")]
    public static partial void AddressesUnavailable(ILogger logger, Exception failure);

    [LoggerMessage(1102, LogLevel.Warning, "When an API key was used last could not be written.")]
    public static partial void KeyUseNotWritten(ILogger logger, Exception failure);

    [LoggerMessage(1103, LogLevel.Warning,
        "Content is stored in clear until « parcoursup-gateway securite chiffrer » says that no node of the former version is left.")]
    public static partial void SealingWaits(ILogger logger);

    [LoggerMessage(19010, LogLevel.Warning, "{Account} was refused: the call came from {Address}, which its list does not name.")]
    public static partial void AddressRefused(ILogger logger, string account, System.Net.IPAddress? address);
}
