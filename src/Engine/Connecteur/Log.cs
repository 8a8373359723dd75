namespace Parcoursup.Gateway.Engine.Connecteur;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Error, "The connector of {Etablissement} could not be tested again.")]
    public static partial void RetestFailed(ILogger logger, string etablissement, Exception failure);

    [LoggerMessage(6002, LogLevel.Error, "The test of the connector of {Etablissement} did not come to its end.")]
    public static partial void TestFailed(ILogger logger, string etablissement, Exception failure);

    [LoggerMessage(6003, LogLevel.Warning, "How far the test of the connector of {Etablissement} is could not be written; it goes on.")]
    public static partial void ProgressFailed(ILogger logger, string etablissement, Exception failure);
}
