using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Takes a generation and brings it to its end.</summary>
internal sealed class GenerationRunner(
    Database database, GenerationBook generations, LotGenerator generator, LotPublisher publisher, TacheBook tasks, TimeProvider time,
    ILogger<GenerationRunner> logger) : Runner<GenerationRow>(generations, time)
{
    private const string TaskSubject = "génération";

    protected override string Again => "générer de nouveau";

    /// <summary>Nothing happens when another process has it.</summary>
    public async Task RunAsync(GenerationRow generation, CancellationToken ct)
    {
        if (!await generations.TakeAsync(generation, ct)) return;
        await BringToEndAsync(generation, async () =>
        {
            var message = await generator.RunAsync(generation, ct);
            await database.WriteAsync(async session =>
            {
                await generations.FinishAsync(session, generation, EtatGeneration.Terminee, message, ct);
                await tasks.CloseAsync(session, generation.Etablissement, TypeTache.FichiersOpi, TaskSubject, ct);
            }, ct);
        }, ct);
    }

    protected override void TellLost(GenerationRow run) => Log.LeaseLost(logger, run.Id);

    protected override void TellFailed(GenerationRow run, Exception failure) => Log.GenerationFailed(logger, failure, run.Id);

    protected override string ExplainRefusal(GenerationRow run, Exception refused) =>
        $"L'écriture a échoué ({refused.Message}) : vérifier le dossier, ses droits et la place disponible, puis {Again}.";

    protected override async Task FailAsync(GenerationRow run, string message, CancellationToken ct)
    {
        await publisher.SettleUnfinishedAsync(run.Etablissement, ct);
        await database.WriteAsync(async session =>
        {
            await generations.FinishAsync(session, run, EtatGeneration.Echec, message, ct);
            await tasks.AddAsync(
                session, run.Etablissement, TypeTache.FichiersOpi, TaskSubject,
                $"Les fichiers OPI n'ont pas pu être écrits : {message}", ct);
        }, ct);
    }
}
