namespace Parcoursup.Gateway.Engine.Reconciliation;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Error, "The reconciliation failed; it goes on.")]
    public static partial void ReconciliationFailed(ILogger logger, Exception failure);

    [LoggerMessage(5002, LogLevel.Warning, "{Destination} refused delivery {Id} ({Code}); it waits for a person.")]
    public static partial void Refused(ILogger logger, string destination, long id, string? code);

    [LoggerMessage(5003, LogLevel.Debug, "{Destination} could not take delivery {Id} ({Code}); it is tried again later.")]
    public static partial void TechnicalFailure(ILogger logger, string destination, long id, string? code);

    [LoggerMessage(
        5004, LogLevel.Warning, "{Count} deliveries were held by a worker that is gone; they are sent again after a quiet time.")]
    public static partial void Recovered(ILogger logger, int count);

    [LoggerMessage(15201, LogLevel.Error, "Delivery {Id} could not be prepared or sent; its neighbours go on.")]
    public static partial void DeliveryFailed(ILogger logger, Exception failure, long id);

    [LoggerMessage(15202, LogLevel.Error, "How the attempt at delivery {Id} ended could not be recorded.")]
    public static partial void NotRecorded(ILogger logger, Exception failure, long id);

    [LoggerMessage(5005, LogLevel.Error, "Sending refused deliveries again step by step failed; it goes on.")]
    public static partial void StepsFailed(ILogger logger, Exception failure);

    [LoggerMessage(15203, LogLevel.Warning, "Delivery {Id} to {Destination} is put aside for a person.")]
    public static partial void PutAside(ILogger logger, string destination, long id);
}
