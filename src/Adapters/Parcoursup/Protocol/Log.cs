using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Events of the adapter, 2100 to 2199. No personal data, no secret, no text of the other side.</summary>
internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Information, "getCandidatsAdmis {Uai}: {Outcome}, {Bytes} bytes in {Milliseconds} ms")]
    public static partial void Pull(ILogger logger, string uai, string outcome, long bytes, long milliseconds);

    [LoggerMessage(2102, LogLevel.Information, "majInscriptionAdministrative: {Outcome} {Code} in {Milliseconds} ms")]
    public static partial void Feedback(ILogger logger, string outcome, string? code, long milliseconds);

    [LoggerMessage(2103, LogLevel.Information, "Connector test {Uai}: {Step} {Outcome} in {Milliseconds} ms")]
    public static partial void Step(ILogger logger, string uai, string step, string outcome, long milliseconds);
}
