using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Takes a file in, to be analysed; a person confirms it afterwards, or drops it.</summary>
// Seven parameters: a file is counted, stored, noted, analysed by somebody else, and confirmed into the journal.
internal sealed class ImportationDepot(
    Database database, LargeBodies bodies, VolumeBudget volume, ImportationBook book, Journal journal, ImportationSignal signal,
    TimeProvider time)
{
    /// <summary>The largest file, in bytes.</summary>
    public const long LargestFile = 512L * 1024 * 1024;

    /// <summary>The number of the importation, null when the file is too large.</summary>
    public async Task<long?> TakeAsync(
        string etablissement, CibleImportation cible, string? fichier, Stream content, string par, CancellationToken ct)
    {
        var sonde = new SondeTableur();
        if (await bodies.ReceiveAsync(etablissement, content, LargestFile, Look, ct) is not { } stored) return null;
        var id = await database.WriteAsync(async session =>
        {
            await LargeBodies.AcquireAsync(session, stored.Id, ct);
            return await book.InsertAsync(session, new ImportationRow
            {
                Etablissement = etablissement, Session = cible.Session, CodeFormation = cible.CodeFormation, Uai = cible.Uai,
                Corps = stored.Id,
                Octets = stored.Octets, Encodage = sonde.Settle().Nom, Par = par,
                Fichier = fichier is null ? null : NomFichier.De(fichier),
            }, ct);
        }, ct);
        signal.Wake();
        return id;

        void Look(ReadOnlyMemory<byte> piece)
        {
            volume.Take(etablissement, piece.Length);
            sonde.Look(piece.Span);
        }
    }

    /// <summary>These very bytes become a message of the journal and are applied; false when they were not waiting for that.</summary>
    public async Task<bool> ConfirmAsync(ImportationRow row, string par, string? correlation, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        var message = await journal.AppendLargeAsync(session, new MessageEntrant
        {
            RecuLe = time.GetUtcNow(), Etablissement = row.Etablissement, Uai = row.Uai, Canal = Canal.Importation, Compte = par,
            TypeContenu = TypeOf(NatureTableur.Of(row.Encodage)), CorpsVolumineux = row.Corps, Correlation = correlation,
        }, toApply: false, ct);
        if (!await book.ConfirmAsync(session, row, message, par, ct)) return false;
        await session.CommitAsync(ct);
        signal.Wake();
        return true;
    }

    private static string TypeOf(NatureTableur nature) => nature.Format == FormatTableur.Classeur
        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        : "text/csv; charset=" + (nature with { FinsCr = false }).Nom;

    /// <summary>Drops the file. Null, or why there is nothing to drop, in French.</summary>
    public async Task<string?> AbandonAsync(ImportationRow row, string par, CancellationToken ct)
    {
        if (await database.WriteAsync(session => book.AbandonAsync(session, row, par, ct), ct)) return null;
        var now = (await book.FindAsync(database, row.Etablissement, row.Id, ct))!;
        return now switch
        {
            { Etat: nameof(EtatImportation.Abandonnee) } => $"L'importation {row.Id} est déjà abandonnée, et son fichier effacé.",
            { Etat: nameof(EtatImportation.Echec), MessageEntrant: null } =>
                $"L'importation {row.Id} a échoué, et son fichier est déjà effacé : il n'y a rien à abandonner.",
            _ => $"L'importation {row.Id} est confirmée : ce qui en est appliqué le reste, elle ne peut plus être abandonnée.",
        };
    }
}
