namespace Parcoursup.Gateway.Engine.Evaluation;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Error, "An evaluation of {Etablissement} failed; it is tried again.")]
    public static partial void EvaluationFailed(ILogger logger, string etablissement, Exception failure);

    [LoggerMessage(15301, LogLevel.Warning, "Candidates of {Etablissement} cannot be evaluated together; they are evaluated apart.")]
    public static partial void EvaluatedApart(ILogger logger, string etablissement, Exception failure);

    [LoggerMessage(15302, LogLevel.Error, "A candidate of {Etablissement} cannot be evaluated; a task tells who.")]
    public static partial void NotEvaluated(ILogger logger, string etablissement, Exception failure);
}
