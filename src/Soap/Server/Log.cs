using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Soap.Server;

/// <summary>Events 4100-4199 and 19005. Never a value out of a message: names of elements and positions only.</summary>
internal static partial class Log
{
    [LoggerMessage(4101, LogLevel.Warning, "SOAP message refused: {Kind}, operation {Operation}, line {Line}, column {Column}")]
    public static partial void Refused(ILogger logger, SoapFailureKind kind, string? operation, int line, int column);

    [LoggerMessage(4102, LogLevel.Error, "SOAP operation {Operation} failed unexpectedly, correlation {Correlation}")]
    public static partial void Unexpected(ILogger logger, string correlation, string? operation, Exception exception);

    [LoggerMessage(4103, LogLevel.Information, "The caller of a SOAP operation left before the answer")]
    public static partial void CallerLeft(ILogger logger);

    [LoggerMessage(4104, LogLevel.Error, "A hook that handles refused SOAP messages failed")]
    public static partial void HookFailed(ILogger logger, Exception exception);

    [LoggerMessage(19005, LogLevel.Error, "SOAP operation {Operation} was put off; its caller may repeat it")]
    public static partial void Unavailable(ILogger logger, string? operation, Exception exception);
}
