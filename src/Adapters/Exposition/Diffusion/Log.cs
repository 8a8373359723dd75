namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

internal static partial class Log
{
    [LoggerMessage(18110, LogLevel.Error, "A request of a re-user failed ({Path}).")]
    public static partial void Failed(ILogger logger, string path, Exception failure);
}
