using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Makes prepared snapshots visible, and removes what nobody needs any more.</summary>
internal sealed class InstantanePublisher(
    Database database, InstantaneBook book, InstantaneStores stores, ConfigurationDirectory directory, TacheBook tasks,
    ILogger<InstantanePublisher> logger)
{
    private const string Published = nameof(EtatInstantane.Publie);

    // What was never published, or will be begun under another number.
    private static readonly string[] Leftover =
    [
        nameof(EtatInstantane.Remplace), nameof(EtatInstantane.Rejete), nameof(EtatInstantane.Identique), nameof(EtatInstantane.Echec),
        nameof(EtatInstantane.Demande),
    ];

    /// <param name="fresh">This process has just written it; otherwise it is looked at first.</param>
    public async Task PublishAsync(InstantaneRow row, bool fresh, CancellationToken ct)
    {
        var store = stores.Of(row.Dossier);
        if (!fresh && !await store.IsWholeAsync(row.Prepare, ct))
            throw new PublicationImpossibleException(
                $"Le fichier préparé de l'instantané {row.Numero} n'est plus dans le dossier « {row.Dossier} » tel qu'il a été écrit : "
                + "demander un nouvel instantané.");
        await book.PublishAsync(row, store, row.Prepare, async session =>
        {
            await book.EndAsync(session, row, EtatInstantane.Publie, Told(row), ct);
            // Only the last one is compared with.
            await session.ExecuteAsync(
                """
                DELETE FROM scolarix_index WHERE instantane IN (
                    SELECT id FROM scolarix_instantane WHERE etablissement = @Etablissement AND session = @annee AND id <> @Id)
                """,
                new { row.Etablissement, annee = row.Session, row.Id }, ct);
            await tasks.CloseAsync(session, row.Etablissement, TypeTache.FichierScolarix, TaskSubject(row), ct);
        }, ct);
        await PurgeAsync(row, ct);
    }

    /// <summary>Ends a snapshot that could not be written, and tells an administrator.</summary>
    public Task GiveUpAsync(InstantaneRow row, string message, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await book.EndAsync(session, row, EtatInstantane.Echec, message, ct);
        await tasks.AddAsync(
            session, row.Etablissement, TypeTache.FichierScolarix, TaskSubject(row),
            $"Le fichier pour Scolarix n'a pas pu être écrit : {message}", ct);
    }, ct);

    /// <summary>Removes what snapshots left that were never published, and of a begun one what a former life wrote.</summary>
    public async Task CleanAsync(CancellationToken ct)
    {
        foreach (var row in await database.QueryAsync<InstantaneRow>(
            "SELECT * FROM scolarix_instantane WHERE conserve AND etat IN @Leftover", new { Leftover }, ct))
            await RemoveAsync(row, ct);
    }

    /// <summary>False when the store cannot be reached: tried again later, and without a manifest it counts for nothing.</summary>
    public async Task<bool> RemoveAsync(InstantaneRow row, CancellationToken ct)
    {
        // Whoever has begun it anew meanwhile has taken care of it.
        const string Same = "id = @Id AND numero = @Numero AND etat = @Etat";
        var store = stores.Of(row.Dossier);
        var here = true;
        try
        {
            if (await database.ScalarAsync<long?>(
                $"SELECT id FROM scolarix_instantane WHERE {Same}", new { row.Id, row.Numero, row.Etat }, ct) is null)
                return true;
            await store.WithdrawAsync(row.Publie, ct);
        }
        catch (EntreeHostileException elsewhere)
        {
            // It keeps nothing from going on; they are looked for again.
            Log.LeftoversStay(logger, row.Id, elsewhere.Message);
            here = false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Log.LeftoversStay(logger, row.Id, refused.Message);
            return false;
        }

        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(
                $"UPDATE scolarix_instantane SET conserve = @stays WHERE {Same}",
                new { stays = !here, row.Id, row.Numero, row.Etat }, ct) == 0)
                return;
            await store.DeleteAsync(session, row.Publie, ct);
            // What a published one told stays; what was never published has told nothing.
            if (!row.Is(EtatInstantane.Publie)) await InstantaneGenerator.ForgetAsync(session, row, ct);
        }, ct);
        return true;
    }

    private async Task PurgeAsync(InstantaneRow published, CancellationToken ct)
    {
        var conserver = (directory.Current.FindByCode(published.Etablissement)?.Scolarix ?? ScolarixDocument.ParDefaut).Conserver;
        var kept = await database.QueryAsync<InstantaneRow>(
            $"""
            SELECT * FROM scolarix_instantane
            WHERE etablissement = @Etablissement AND session = @annee AND etat = '{Published}' AND conserve
            ORDER BY numero DESC
            """,
            new { published.Etablissement, annee = published.Session }, ct);
        foreach (var old in kept.Skip(conserver)) await RemoveAsync(old, ct);
    }

    // Subject of the task that a failure leaves.
    private static string TaskSubject(InstantaneRow row) => $"session {row.Session}";

    private static string Told(InstantaneRow row) => row.Precedent is { } precedent
        ? $"Instantané {row.Numero} publié : {Accord.De(row.Candidats, "candidat")}, {Accord.De(row.Entrees, "entrée")}, "
            + $"{Accord.De(row.Sorties, "sortie")}, {Accord.De(row.Modifications, "modification")} depuis l'instantané {precedent}."
        : $"Instantané {row.Numero} publié : {Accord.De(row.Candidats, "candidat")}, le premier de la session {row.Session}.";
}
