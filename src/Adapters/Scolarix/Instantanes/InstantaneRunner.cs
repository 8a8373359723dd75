using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Section <c>Scolarix</c> of the settings.</summary>
internal sealed record ScolarixOptions
{
    public const string Section = "Scolarix";

    /// <summary>How long a snapshot that is asked for waits until everything that came in is applied and evaluated.</summary>
    public int PatienceSecondes { get; init; } = 600;
}

/// <summary>Takes a snapshot and brings it to its end, whatever that is.</summary>
internal sealed class InstantaneRunner(
    Database database, ConfigurationDirectory directory, InstantaneBook book, InstantaneGenerator generator, InstantanePublisher publisher, InstantaneStores stores,
    TaskBook tasks, ScolarixOptions options, IBusinessClock clock, TimeProvider time, ILogger<InstantaneRunner> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Begins what was asked for. Nothing happens when another process has it, or while something that came in is not yet
    /// applied and evaluated: then it stays asked for, up to the patience of the settings.
    /// </summary>
    public async Task RunAsync(InstantaneRow asked, CancellationToken ct)
    {
        await GuardedAsync(asked, async () =>
        {
            await using var population = await PopulationReading.OpenAsync(database, directory, clock, asked.Etablissement, ct);
            var etablissement = population.Etablissement;
            if (PublicationScolarix.Of(etablissement, directory.Current, asked.Session, clock.Today).Empechement is { } early) throw new InstantaneImpossibleException(early);
            var store = stores.Of(etablissement.Scolarix.Dossier);
            if (store.Problem is { } problem) throw new InstantaneImpossibleException(problem);
            if (!population.Pending.IsNothing)
            {
                await WaitAsync(asked, population.Pending, ct);
                return;
            }

            // Under its number of a former life there may still be something of it.
            if (asked.Conserve && !await publisher.RemoveAsync(asked, ct)) return;
            if (await book.TakeAsync(asked, etablissement.Scolarix.Dossier, InstantaneGenerator.FingerprintOf(etablissement), store.HighestNumber(etablissement.Code), ct) is not { } row) return;
            await GuardedAsync(row, async () =>
            {
                var prepared = await generator.PrepareAsync(row, population, ct);
                if (prepared.Is(EtatInstantane.APublier)) await publisher.PublishAsync(prepared, fresh: true, ct);
            }, ct);
        }, ct);
        await publisher.CleanAsync(ct);
    }

    /// <summary>Makes visible what a person has confirmed, or what a former life of a process had prepared.</summary>
    public Task PublishAsync(InstantaneRow prepared, CancellationToken ct) =>
        GuardedAsync(prepared, () => publisher.PublishAsync(prepared, fresh: false, ct), ct);

    /// <summary>Waits for the end of a snapshot, whoever has it.</summary>
    /// <returns>As it ended, or as it is when the patience is over.</returns>
    public async Task<InstantaneRow> WaitAsync(long id, TimeSpan patience, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var row = (await book.FindAsync(id, ct))!;
            if (row.IsOver || time.GetElapsedTime(start) > patience) return row;
            await Task.Delay(Look, time, ct);
        }
    }

    private async Task WaitAsync(InstantaneRow asked, EnSouffrance pending, CancellationToken ct)
    {
        if (time.GetUtcNow() - asked.DemandeLe > TimeSpan.FromSeconds(options.PatienceSecondes))
            throw new InstantaneImpossibleException($"La passerelle n'a pas fini à temps d'appliquer ce qu'elle a reçu ({pending.Message}) : vérifier qu'elle fonctionne, puis demander un nouvel instantané.");
        await book.NoteAsync(asked, pending.Message, ct);
    }

    private async Task GuardedAsync(InstantaneRow row, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await book.GiveBackAsync(row);
            throw;
        }
        catch (InstantanePerduException)
        {
            Log.LeaseLost(logger, row.Id);
        }
        catch (Exception failure)
        {
            // A disk that refuses is the administrator's matter: he gets a sentence, not a stack.
            if (IsOfDisk(failure)) Log.SnapshotNotWritten(logger, row.Id, failure.Message);
            else if (failure is not InstantaneImpossibleException) Log.SnapshotFailed(logger, failure, row.Id);
            await FailAsync(row, Explain(row, failure), ct);
        }
    }

    private Task FailAsync(InstantaneRow row, string message, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await book.EndAsync(session, row, EtatInstantane.Echec, message, ct);
        await tasks.AddAsync(session, row.Etablissement, TypeTache.FichierScolarix, InstantanePublisher.TaskSubject(row), $"Le fichier pour Scolarix n'a pas pu être écrit : {message}", ct);
    }, ct);

    private static bool IsOfDisk(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private static string Explain(InstantaneRow row, Exception failure) => failure switch
    {
        InstantaneImpossibleException => failure.Message,
        _ when IsOfDisk(failure) => $"L'écriture a échoué : {EcritureRefusee.Cause(failure)}, vérifier le dossier « {row.Dossier} », puis demander un nouvel instantané.",
        _ => "Erreur interne : transmettre au support le journal technique de la passerelle, puis demander un nouvel instantané.",
    };
}
