namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

internal static partial class Log
{
    [LoggerMessage(18000, LogLevel.Information, "Matching {Execution} begins: {Lines} lines.")]
    public static partial void Started(ILogger logger, long execution, int lines);

    [LoggerMessage(18001, LogLevel.Information, "Matching {Execution} ends as {State}: {Covered} of {Lines} lines are covered.")]
    public static partial void Ended(ILogger logger, long execution, EtatExecution state, int covered, int lines);
}
