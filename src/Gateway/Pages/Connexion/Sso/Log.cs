namespace Parcoursup.Gateway.Pages.Connexion.Sso;

internal static partial class Log
{
    [LoggerMessage(8101, LogLevel.Warning, "The provider of the single sign-on cannot be reached: {Why}")]
    public static partial void ProviderUnreachable(ILogger logger, string why);

    [LoggerMessage(8102, LogLevel.Warning, "Somebody was sent back by the single sign-on without being known: {Why}")]
    public static partial void SignOnFailed(ILogger logger, string why);
}
