namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>Events of the formation service's client, 17100 to 17119. No secret, no text of the other side.</summary>
internal static partial class Log
{
    [LoggerMessage(17100, LogLevel.Information, "{Method}: {Outcome}, HTTP {Status} in {Milliseconds} ms")]
    public static partial void Envoi(ILogger logger, string method, string outcome, int? status, long milliseconds);

    [LoggerMessage(17101, LogLevel.Information, "Return flow: {Lines} lines, failure {Failure}, in {Milliseconds} ms")]
    public static partial void Retour(ILogger logger, int? lines, string? failure, long milliseconds);
}
