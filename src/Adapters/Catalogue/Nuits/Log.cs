namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

internal static partial class Log
{
    [LoggerMessage(17000, LogLevel.Information, "The catalogue's night of {Day} was applied.")]
    public static partial void NightDone(ILogger logger, DateOnly day);

    [LoggerMessage(17001, LogLevel.Warning, "The catalogue's night of {Day} was not applied: {Answer}")]
    public static partial void NightHeld(ILogger logger, DateOnly day, string answer);

    [LoggerMessage(17003, LogLevel.Information, "What was ready on the night of {Day} was posted to Parcoursup, code {Code}.")]
    public static partial void PostingDone(ILogger logger, DateOnly day, int code);

    [LoggerMessage(17002, LogLevel.Error, "A night of the catalogue failed; it is tried again.")]
    public static partial void NightFailed(ILogger logger, Exception failure);
}
