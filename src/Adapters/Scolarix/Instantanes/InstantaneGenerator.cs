using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>
/// Writes a snapshot: one reading of the population in the order of the file number, beside it the index of the former
/// snapshot in the same order. Memory is that of a page, whatever the size.
/// </summary>
internal sealed class InstantaneGenerator(
    Database database, InstantaneBook book, InstantaneStores stores, IndexInstantane index, IMouvementSql mouvementSql,
    InstantaneGuarding guard)
{
    /// <summary>Of the layout and of what it depends on: with another one every line may be another.</summary>
    public static string FingerprintOf(EtablissementModel etablissement) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(JsonText.Of(new { etablissement.Scolarix.Disposition, etablissement.Document.Nomenclatures }))));

    /// <summary>Prepares the snapshot, whole and invisible.</summary>
    /// <returns>The row as it stands then: to be published, waiting for a person, or the same as the last one.</returns>
    /// <exception cref="LeaseLostException">Another node has it.</exception>
    public async Task<InstantaneRow> PrepareAsync(InstantaneRow row, PopulationReading population, CancellationToken ct)
    {
        var store = stores.Of(row.Dossier);
        var former = row.Precedent is { } precedent ? await book.FindAsync(row.Etablissement, precedent, ct) : null;
        await database.WriteAsync(async session =>
        {
            await book.KeepAsync(session, row, ct);
            await ForgetAsync(session, row, ct);
            await store.BeginAsync(session, row.Publie, ct);
        }, ct);

        await using var writing = new InstantaneEnCours(database, book, mouvementSql, store, row);
        writing.Header(LigneScolarixRenderer.Entete(population.Etablissement.Scolarix.Disposition));
        await WriteAsync(writing, row, former, population, ct);

        var manifeste = Describe(row, writing, population.Etablissement.Scolarix.Disposition);
        await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, row.Etablissement, ct);
            await book.KeepAsync(session, row, ct);
            await session.ExecuteAsync(
                $"""
                UPDATE scolarix_instantane SET etat = '{nameof(EtatInstantane.APublier)}', candidats = @Candidats, entrees = @Entrees,
                    sorties = @Sorties, modifications = @Modifications, comptes = @comptes, manifeste = @text, sha256 = @Sha256
                WHERE id = @Id
                """,
                new
                {
                    row.Id, writing.Candidats, writing.Entrees, writing.Sorties, writing.Modifications,
                    comptes = JsonText.Of(writing.Comptes()), text = ManifestText.Of(manifeste), manifeste.Sha256,
                }, ct);
            if (row.Planifie && IsSame(former, row, manifeste))
                await book.EndAsync(
                    session, row, EtatInstantane.Identique,
                    $"Rien n'a changé depuis l'instantané {former!.Numero} : aucun nouveau fichier.", ct);
            else
                await guard.HoldAsync(session, population.Etablissement, row, former?.Candidats, writing.Candidats, writing.Sorties, ct);
        }, ct);
        return (await book.FindAsync(row.Id, ct))!;
    }

    /// <summary>Drops what an earlier life has written of it into the database.</summary>
    public static async Task ForgetAsync(WriteSession session, InstantaneRow row, CancellationToken ct)
    {
        await IndexInstantane.DeleteAsync(session, row.Id, ct);
        await session.ExecuteAsync("DELETE FROM scolarix_mouvement WHERE instantane = @Id", new { row.Id }, ct);
    }

    private async Task WriteAsync(
        InstantaneEnCours writing, InstantaneRow row, InstantaneRow? former, PopulationReading population, CancellationToken ct)
    {
        // Another layout changes every line: that is said once, not of everybody.
        var sameLayout = former?.Disposition == row.Disposition;
        var colonnes = sameLayout ? population.Etablissement.Scolarix.Disposition.ColonnesEffectives : [];
        var known = former is null ? AsyncEnumerable.Empty<EntreeIndex>() : index.ReadAsync(former.Id, ct);
        await using var before = known.GetAsyncEnumerator(ct);
        EntreeIndex? next = await before.MoveNextAsync() ? before.Current : null;

        await foreach (var read in population.ReadAsync(row.Session, ct))
        {
            while (next is { } gone && gone.CodeCandidat < read.CodeCandidat)
            {
                Compare(gone, null);
                next = await before.MoveNextAsync() ? before.Current : null;
            }

            var place = next?.CodeCandidat == read.CodeCandidat ? next : null;
            var candidat = read.KeepsHisPlace && place is not { Present: true } ? read with { Empreinte = null, Ligne = null } : read;
            if (former is not null) Compare(place, new EntreeIndex(candidat.CodeCandidat, candidat.Raison, candidat.Empreinte));
            if (place is not null) next = await before.MoveNextAsync() ? before.Current : null;
            writing.Add(candidat);
            if (writing.PageIsFull) await writing.FlushAsync(ct);
        }

        for (; next is { } gone; next = await before.MoveNextAsync() ? before.Current : null)
        {
            Compare(gone, null);
            if (writing.PageIsFull) await writing.FlushAsync(ct);
        }

        await writing.FinishAsync(ct);

        void Compare(EntreeIndex? avant, EntreeIndex? maintenant)
        {
            if (Mouvement.Of(avant, maintenant, colonnes) is { } mouvement)
                writing.Tell(mouvement, sameLayout || mouvement.Nature != Domain.Scolarix.NatureMouvement.Modification);
        }
    }

    private static bool IsSame(InstantaneRow? former, InstantaneRow row, ManifesteScolarix manifeste) =>
        former is { Conserve: true } && former.Sha256 == manifeste.Sha256
        && former.Disposition == row.Disposition && former.Dossier == row.Dossier;

    private static ManifesteScolarix Describe(InstantaneRow row, InstantaneEnCours writing, DispositionScolarix disposition) => new()
    {
        Etablissement = row.Etablissement, Session = row.Session, Instantane = row.Numero!.Value, Precedent = row.Precedent,
        GenereLe = Paris.At(row.GenereLe!.Value), Encodage = AlphabetFichier.Of(disposition.Encodage).Nom,
        Separateur = disposition.Separateur, Entete = disposition.Entete, FormatDate = disposition.FormatDate,
        Fichier = row.NomFichier, Candidats = writing.Candidats, Octets = writing.Octets, Sha256 = writing.Sha256(),
    };
}
