namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

internal static partial class Log
{
    [LoggerMessage(11001, LogLevel.Error, "The flat files could not be worked on; they are tried again.")]
    public static partial void WorkerFailed(ILogger logger, Exception failure);

    [LoggerMessage(11002, LogLevel.Error, "Generation {Id} of flat files failed.")]
    public static partial void GenerationFailed(ILogger logger, Exception failure, long id);

    [LoggerMessage(11003, LogLevel.Warning, "Generation {Id} of flat files was taken over by another node.")]
    public static partial void LeaseLost(ILogger logger, long id);

    [LoggerMessage(11004, LogLevel.Warning, "The leftovers of lot {Id} could not be removed; without a manifest they count for nothing.")]
    public static partial void LeftoversStay(ILogger logger, Exception failure, long id);

    [LoggerMessage(11005, LogLevel.Information, "Lot {Id} was found complete with its manifest although its end had not been recorded.")]
    public static partial void Adopted(ILogger logger, long id);

    [LoggerMessage(15221, LogLevel.Error, "The OPI of delivery {Id} could not be rendered; the lot is written without it.")]
    public static partial void OpiFailed(ILogger logger, Exception failure, long id);
}
