using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Writes the files of a lot and makes them visible together; clears up after those who could not.</summary>
internal sealed class LotPublisher(
    Database database, GenerationBook generations, LotBook lots, LotContents contents, LotStores stores, TimeProvider time, ILogger<LotPublisher> logger)
{
    private static readonly TimeSpan RenewalPace = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Indented = new(JsonText.Options) { WriteIndented = true };

    public async Task PublishAsync(GenerationRow generation, LotRow lot, FichiersDocument fichiers, CancellationToken ct)
    {
        var store = stores.Of(lot.Dossier);
        var manifeste = await WriteAsync(generation, lot, fichiers.Disposition, store, ct);
        var text = JsonSerializer.Serialize(manifeste, Indented) + "\n";

        // Whoever lost his lease must not be the one whose manifest appears.
        await RenewAsync(generation, ct);
        await store.PublishAsync(lot, manifeste, Encoding.UTF8.GetBytes(text), ct);
        await database.WriteAsync(async session =>
        {
            await generations.RenewAsync(session, generation, 0, ct);
            await lots.PublishAsync(session, lot, text, ct);
        }, ct);
        await lots.PurgeAsync(lot.Etablissement, lot.Session, fichiers.Conserver, stores, ct);
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
            if (await store.FindPublishedAsync(lot, ct) is { } manifeste)
            {
                Log.Adopted(logger, lot.Id);
                await database.WriteAsync(session => lots.PublishAsync(session, lot, manifeste, ct), ct);
                continue;
            }

            try
            {
                await store.DeleteAsync(lot, ct);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                Log.LeftoversStay(logger, refused, lot.Id);
            }

            await database.WriteAsync(async session =>
            {
                await database.LockEtablissementAsync(session, lot.Etablissement, ct);
                await lots.FailAsync(session, lot, ct);
            }, ct);
        }
    }

    private async Task<Manifeste> WriteAsync(GenerationRow generation, LotRow lot, DispositionFichiers disposition, ILotStore store, CancellationToken ct)
    {
        var renderer = new LignesOpiRenderer(disposition);
        using var usual = new FichierEnCours(lot, NatureFichier.Habituel, disposition, store);
        using var unfavourable = new FichierEnCours(lot, NatureFichier.Defavorable, disposition, store);
        FichierEnCours[] both = [usual, unfavourable];
        foreach (var file in both) await file.FlushAsync(ct);

        var renewed = time.GetTimestamp();
        await foreach (var page in contents.PagesAsync(lot, ct))
        {
            foreach (var contenu in page)
            {
                var lines = renderer.Render(contenu);
                foreach (var file in both) file.Write(lines);
            }

            foreach (var file in both) await file.FlushAsync(ct);
            if (time.GetElapsedTime(renewed) < RenewalPace) continue;
            renewed = time.GetTimestamp();
            await RenewAsync(generation, ct);
        }

        return new Manifeste
        {
            Etablissement = lot.Etablissement, Session = lot.Session, Lot = lot.Numero, LotPrecedent = lot.Precedent, GenereLe = lot.GenereLe,
            Encodage = AlphabetFichier.Of(disposition.Encodage).Nom, Separateur = disposition.Separateur, Entete = disposition.Entete,
            Fichiers = [.. both.Select(f => f.Describe())],
        };
    }

    private Task RenewAsync(GenerationRow generation, CancellationToken ct) =>
        database.WriteAsync(session => generations.RenewAsync(session, generation, 0, ct), ct);
}
