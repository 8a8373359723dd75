namespace Parcoursup.Gateway.Adapters.Exposition.Client;

internal static partial class Log
{
    [LoggerMessage(18100, LogLevel.Warning,
        "The Exposition API's generation in charge did not answer ({Reason}); the other one did. {Times} times since this was last told.")]
    public static partial void OtherGeneration(ILogger logger, string reason, int times);

    [LoggerMessage(18101, LogLevel.Information, "The Exposition API is now asked at {Address}.")]
    public static partial void Switched(ILogger logger, string address);

    [LoggerMessage(18102, LogLevel.Warning, "The settings of the Exposition API have become wrong; the former ones stay: {Reason}")]
    public static partial void SettingsRefused(ILogger logger, string reason);
}
