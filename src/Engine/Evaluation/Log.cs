namespace Parcoursup.Gateway.Engine.Evaluation;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Error, "An evaluation failed; it is tried again.")]
    public static partial void EvaluationFailed(ILogger logger, Exception failure);
}
