using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Writes the snapshots that are asked for, and publishes those that a person has confirmed.</summary>
internal sealed class ScolarixWorker(
    Database database, InstantaneBook book, InstantaneRunner runner, InstantanePublisher publisher, ScolarixSignal signal, TimeProvider time, ILogger<ScolarixWorker> logger)
    : WokenService(signal, TimeSpan.FromMilliseconds(250), time)
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private bool _all = database.IsSingleNode;
    private DateTimeOffset _nextRound;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (Time.GetUtcNow() >= _nextRound)
        {
            await book.RecoverLostAsync(_all, ct);
            _all = false;
            await publisher.CleanAsync(ct);
            _nextRound = Time.GetUtcNow() + Round;
        }

        while (await book.TakePreparedAsync(ct) is { } prepared)
            await runner.PublishAsync(prepared, ct);
        foreach (var asked in await book.RequestedAsync(ct))
            await runner.RunAsync(asked, ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);
}
