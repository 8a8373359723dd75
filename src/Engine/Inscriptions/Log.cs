namespace Parcoursup.Gateway.Engine.Inscriptions;

internal static partial class Log
{
    [LoggerMessage(3011, LogLevel.Error, "Unresolved enrolments of {Etablissement} could not be tried again; it is done later.")]
    public static partial void RetryFailed(ILogger logger, string etablissement, Exception failure);
}
