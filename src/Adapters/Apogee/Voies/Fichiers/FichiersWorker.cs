using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Carries out the generations that are asked for, and looks for what jobs have confirmed.</summary>
internal sealed class FichiersWorker(
    GenerationBook generations, GenerationRunner runner, ConfirmationWatch confirmations, AutresVoies autresVoies,
    FichiersSignal signal, TimeProvider time, ILogger<FichiersWorker> logger)
    : PublicationWorker<GenerationRow>(generations, signal, TimeSpan.FromMilliseconds(500), time)
{
    protected override async Task LookAroundAsync(CancellationToken ct)
    {
        await confirmations.LookAsync(ct);
        await autresVoies.FreeAsync(ct);
    }

    protected override async Task RunDueAsync(CancellationToken ct)
    {
        while (await generations.NextAsync(ct) is { } generation)
            await runner.RunAsync(generation, ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);
}
