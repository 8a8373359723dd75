using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Events 3000 to 3099. Never a name, a number or a value of a candidate.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Debug, "{Operation}: {Outcome}, HTTP {Status}, {Milliseconds} ms")]
    public static partial void Called(ILogger logger, string operation, string outcome, int? status, long milliseconds);
}
