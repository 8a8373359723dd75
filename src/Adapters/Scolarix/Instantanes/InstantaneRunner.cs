using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Takes a snapshot and brings it to its end.</summary>
internal sealed class InstantaneRunner(
    InstantaneBook book, MomentInstantane moment, InstantaneGenerator generator, InstantanePublisher publisher, InstantaneStores stores,
    TimeProvider time, ILogger<InstantaneRunner> logger) : Runner<InstantaneRow>(book, time)
{
    protected override string Again => "demander un nouvel instantané";

    /// <summary>
    /// Begins what was asked for. Nothing happens when another process has it, or while something that came in is not yet
    /// applied and evaluated: then it stays asked for, up to the patience of the settings.
    /// </summary>
    public async Task RunAsync(InstantaneRow asked, CancellationToken ct)
    {
        await BringToEndAsync(asked, () => BeginAsync(asked, ct), ct);
        await publisher.CleanAsync(ct);
    }

    /// <summary>Makes visible what a person has confirmed, or what a former life of a process had prepared.</summary>
    public Task PublishAsync(InstantaneRow prepared, CancellationToken ct) =>
        BringToEndAsync(prepared, () => publisher.PublishAsync(prepared, fresh: false, ct), ct);

    protected override void TellLost(InstantaneRow run) => Log.LeaseLost(logger, run.Id);

    // A disk that refuses gets a sentence, not a stack.
    protected override void TellFailed(InstantaneRow run, Exception failure)
    {
        if (IsOfDisk(failure)) Log.SnapshotNotWritten(logger, run.Id, failure.Message);
        else Log.SnapshotFailed(logger, failure, run.Id);
    }

    protected override string ExplainRefusal(InstantaneRow run, Exception refused) => refused is EntreeHostileException
        ? $"L'écriture a échoué : {refused.Message} Vérifier qui écrit dans le dossier « {run.Dossier} », puis {Again}."
        : $"L'écriture a échoué : {EcritureRefusee.Cause(refused)}, vérifier le dossier « {run.Dossier} », puis {Again}.";

    protected override Task FailAsync(InstantaneRow run, string message, CancellationToken ct) => publisher.GiveUpAsync(run, message, ct);

    private async Task BeginAsync(InstantaneRow asked, CancellationToken ct)
    {
        if (await moment.OpenAsync(asked, ct) is not { } population) return;
        await using var reading = population;
        // Under its number of a former life there may still be something of it.
        if (asked.Conserve && !await publisher.RemoveAsync(asked, ct)) return;
        var etablissement = population.Etablissement;
        var dossier = etablissement.Scolarix.Dossier;
        var seen = stores.Of(dossier).HighestNumber(InstantaneRow.Genre, etablissement.Code);
        if (await book.TakeAsync(asked, dossier, InstantaneGenerator.FingerprintOf(etablissement), seen, ct) is not { } row) return;
        await BringToEndAsync(row, async () =>
        {
            var prepared = await generator.PrepareAsync(row, population, ct);
            if (prepared.Is(EtatInstantane.APublier)) await publisher.PublishAsync(prepared, fresh: true, ct);
        }, ct);
    }
}
