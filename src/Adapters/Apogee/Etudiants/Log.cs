namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

internal static partial class Log
{
    [LoggerMessage(7101, LogLevel.Error, "The students could not be looked up; it is tried again.")]
    public static partial void WorkerFailed(ILogger logger, Exception failure);

    [LoggerMessage(7102, LogLevel.Warning,
        "Apogée of {Etablissement} could not say who a student is ({Outcome}); it is asked again later.")]
    public static partial void LookUpFailed(ILogger logger, string etablissement, string outcome);

    [LoggerMessage(15231, LogLevel.Error, "A question of {Etablissement} about a student failed; the others are asked.")]
    public static partial void QuestionFailed(ILogger logger, Exception failure, string etablissement);
}
