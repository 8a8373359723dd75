using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Takes a generation and brings it to its end, whatever that is.</summary>
internal sealed class GenerationRunner(
    Database database, GenerationBook generations, LotGenerator generator, LotPublisher publisher, TaskBook tasks, TimeProvider time, ILogger<GenerationRunner> logger)
{
    private const string TaskSubject = "génération";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Nothing happens when another process has it.</summary>
    public async Task RunAsync(GenerationRow generation, CancellationToken ct)
    {
        if (!await generations.TakeAsync(generation, ct)) return;
        try
        {
            await EndAsync(generation, EtatGeneration.Terminee, await generator.RunAsync(generation, ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await generations.GiveBackAsync(generation);
            throw;
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, generation.Id);
        }
        catch (Exception failure)
        {
            if (failure is not GenerationImpossibleException) Log.GenerationFailed(logger, failure, generation.Id);
            await publisher.SettleUnfinishedAsync(generation.Etablissement, ct);
            await EndAsync(generation, EtatGeneration.Echec, Explain(failure), ct);
        }
    }

    /// <summary>Waits for the end of a generation, whoever has it.</summary>
    /// <returns>As it ended, or as it is when the patience is over.</returns>
    public async Task<GenerationRow> WaitAsync(long id, TimeSpan patience, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var row = (await generations.FindAsync(id, ct))!;
            if (row.IsOver || time.GetElapsedTime(start) > patience) return row;
            await Task.Delay(Look, time, ct);
        }
    }

    private Task EndAsync(GenerationRow generation, EtatGeneration etat, string message, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await generations.FinishAsync(session, generation, etat, message, ct);
        if (etat == EtatGeneration.Echec)
            await tasks.AddAsync(session, generation.Etablissement, TypeTache.FichiersOpi, TaskSubject, $"Les fichiers OPI n'ont pas pu être écrits : {message}", ct);
        else
            await tasks.CloseAsync(session, generation.Etablissement, TypeTache.FichiersOpi, TaskSubject, ct);
    }, ct);

    private static string Explain(Exception failure) => failure switch
    {
        GenerationImpossibleException => failure.Message,
        IOException or UnauthorizedAccessException => $"L'écriture a échoué ({failure.Message}) : vérifier le dossier, ses droits et la place disponible, puis générer de nouveau.",
        _ => "Erreur interne : transmettre au support le journal technique de la passerelle, puis générer de nouveau.",
    };
}
