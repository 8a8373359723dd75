using System.Text.Json;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Writes the files of a lot and makes them visible together; clears up after those who could not.</summary>
internal sealed class LotPublisher(
    Database database, GenerationBook generations, LotBook lots, LotContents contents, LotStores stores, ILogger<LotPublisher> logger)
{
    // Each page is a transaction, which waits for the disk.
    private const int OpiInPage = 2000;

    public async Task PublishAsync(GenerationRow generation, LotRow lot, FichiersDocument fichiers, CancellationToken ct)
    {
        var store = stores.Of(lot.Dossier);
        var prepared = await WriteAsync(generation, lot, fichiers.Disposition, store, ct);
        await generations.PublishAsync(generation, store, prepared, session => lots.PublishAsync(session, lot, prepared.Manifest, ct), ct);
        foreach (var old in await lots.OldAsync(lot.Etablissement, lot.Session, fichiers.Conserver, ct))
            try
            {
                await stores.RemoveAsync(old.Dossier, old.Publie, session => LotBook.DropAsync(session, old, ct), ct);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // This one is published; the old one is looked for again after the next.
                Log.LeftoversStay(logger, refused, old.Id);
            }
    }

    /// <summary>
    /// Lots that were begun by whoever did not come back: one whose manifest is there is published, and only its record
    /// is missing; any other one leaves nothing behind.
    /// </summary>
    public async Task SettleUnfinishedAsync(string etablissement, CancellationToken ct)
    {
        foreach (var lot in await lots.UnfinishedAsync(etablissement, ct))
        {
            var store = stores.Of(lot.Dossier);
            if (await store.FindPublishedAsync(lot.Publie, HashesIn, ct) is { } manifeste)
            {
                Log.Adopted(logger, lot.Id);
                await database.WriteAsync(session => lots.PublishAsync(session, lot, manifeste, ct), ct);
                continue;
            }

            try
            {
                await store.WithdrawAsync(lot.Publie, ct);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                Log.LeftoversStay(logger, refused, lot.Id);
            }

            await database.WriteAsync(async session =>
            {
                await store.DeleteAsync(session, lot.Publie, ct);
                await database.LockEtablissementAsync(session, lot.Etablissement, ct);
                await lots.FailAsync(session, lot, ct);
            }, ct);
        }
    }

    private static IReadOnlyList<FileHash>? HashesIn(string manifeste)
    {
        try
        {
            return [.. JsonText.Read<Manifeste>(manifeste).Fichiers.Select(f => new FileHash(f.Nom, f.Sha256))];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<PreparedFiles> WriteAsync(
        GenerationRow generation, LotRow lot, DispositionFichiers disposition, IPublicationStore store, CancellationToken ct)
    {
        var renderer = new LignesOpiRenderer(disposition);
        using var usual = new FichierEnCours(lot, NatureFichier.Habituel, disposition, store);
        using var unfavourable = new FichierEnCours(lot, NatureFichier.Defavorable, disposition, store);
        FichierEnCours[] both = [usual, unfavourable];
        await database.WriteAsync(async session =>
        {
            await generations.KeepAsync(session, generation, ct);
            await store.BeginAsync(session, lot.Publie, ct);
        }, ct);

        var gathered = 0;
        var unreadable = new List<long>();
        await foreach (var page in contents.PagesAsync(lot, ct))
        {
            foreach (var opi in page)
                if (LinesOf(renderer, opi) is { } lines)
                    foreach (var file in both) file.Write(lines);
                else unreadable.Add(opi.Livraison);

            if ((gathered += page.Count) < OpiInPage) continue;
            gathered = 0;
            await FlushAsync(generation, both, ct);
        }

        await FlushAsync(generation, both, ct);
        if (unreadable.Count > 0) await database.WriteAsync(session => contents.RenderAnewAsync(session, lot, unreadable, ct), ct);
        return new PreparedFiles(lot.Publie, [.. both.Select(f => f.Hash)], ManifestText.Of(Describe(lot, disposition, both)));
    }

    // One that cannot be written keeps no other one out of the files (rule C5).
    private LignesOpi? LinesOf(LignesOpiRenderer renderer, OpiEnLot opi)
    {
        try
        {
            return renderer.Render(JsonText.Read<OpiContenu>(opi.Contenu));
        }
        catch (Exception failure) when (Bulkhead.IsOfOne(failure))
        {
            Log.OpiFailed(logger, failure, opi.Livraison);
            return null;
        }
    }

    // A page is a transaction that holds the lease: a process which lost it can add nothing.
    private Task FlushAsync(GenerationRow generation, FichierEnCours[] files, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await generations.KeepAsync(session, generation, ct);
        foreach (var file in files) await file.FlushAsync(session, ct);
    }, ct);

    private static Manifeste Describe(LotRow lot, DispositionFichiers disposition, FichierEnCours[] files) => new()
    {
        Etablissement = lot.Etablissement, Session = lot.Session, Lot = lot.Numero, LotPrecedent = lot.Precedent, GenereLe = lot.GenereLe,
        Encodage = AlphabetFichier.Of(disposition.Encodage).Nom, Separateur = disposition.Separateur, Entete = disposition.Entete,
        Fichiers = [.. files.Select(f => f.Describe())],
    };
}
