using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Writes the snapshots that are asked for, and publishes those that a person has confirmed.</summary>
internal sealed class ScolarixWorker(
    InstantaneBook book, InstantaneRunner runner, InstantanePublisher publisher, ScolarixSignal signal, TimeProvider time,
    ILogger<ScolarixWorker> logger) : PublicationWorker<InstantaneRow>(book, signal, TimeSpan.FromMilliseconds(250), time)
{
    protected override Task LookAroundAsync(CancellationToken ct) => publisher.CleanAsync(ct);

    protected override async Task RunDueAsync(CancellationToken ct)
    {
        while (await book.TakePreparedAsync(ct) is { } prepared)
            await runner.PublishAsync(prepared, ct);
        foreach (var asked in await book.RequestedAsync(ct))
            await runner.RunAsync(asked, ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);
}
