using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>
/// Takes a whole feed. The former catalogue stays until the new one is whole and has passed the guard: all of it is one transaction,
/// and an import that was begun and did not end holds the nights until another one does.
/// </summary>
internal sealed class ImportService(
    Database database, FormationBook formations, ImportBook book, ApplicationImport application, AuditBook audit)
{
    /// <param name="ouvrir">Called once the import is on record: what does not come whole is an import that failed.</param>
    /// <param name="confirmePar">Who says that it is right, whatever the guard says; null for nobody.</param>
    public async Task<Issue> ImporterAsync(
        string nom, Func<CancellationToken, Task<Stream>> ouvrir, bool reprise, string? confirmePar, CancellationToken ct)
    {
        var id = await book.BeginAsync(nom, ct);
        var reading = new LectureImport(book, id, reprise);
        try
        {
            await using var file = await ouvrir(ct);
            return await database.WriteAsync(session => LireAsync(session, id, reading, file, confirmePar, ct), ct);
        }
        catch (Exception failure) when (failure is FluxIllisibleException or IOException or UnauthorizedAccessException)
        {
            // Also a file that did not come is an import that failed: the night must not run on what was before.
            var reason = failure is FluxIllisibleException ? failure.Message : $"{nom} : {FileReason.Of(failure)}.";
            await database.WriteAsync(session => book.EndAsync(session, id, EtatImport.Echec, reason, new FinImport(), ct), ct);
            return new Issue(Issue.Refuse, Corps(reading, reason, refusee: true));
        }
    }

    /// <summary>Whether a confirmation has it applied, and not only set aside.</summary>
    public static bool Applicable(ImportRow held) => held.Est(EtatImport.Retenu) && held.Confirmable;

    /// <summary>A named person has what the guard holds applied, or has the night run without what cannot be.</summary>
    public async Task ConfirmAsync(WriteSession session, ImportRow held, string auteur, CancellationToken ct)
    {
        NoteConfirmed(session, held.Id, auteur);
        var applicable = Applicable(held);
        if (applicable) await application.ApplyAsync(session, held.Id, held.Reprise, ct);
        await book.ForgetLinesAsync(session, held.Id, ct);
        var end = applicable ? EtatImport.Applique : EtatImport.Ecarte;
        await book.EndAsync(session, held.Id, end, null, new FinImport(Auteur: auteur), ct);
    }

    private async Task<Issue> LireAsync(
        WriteSession session, long id, LectureImport reading, Stream file, string? confirmePar, CancellationToken ct)
    {
        audit.Note(session, new(ActeAudit.FluxImporte, null, FormattableString.Invariant($"import {id}")));
        await formations.LockAsync(session, ct);
        await book.ForgetOthersAsync(session, id, ct);
        await reading.LireAsync(session, file, ct);
        var measure = reading.Mesure();
        var held = GardeImport.Juger(await book.AppliedAsync(session, ct), measure);
        if (held is { Confirmable: true } && confirmePar is not null)
        {
            NoteConfirmed(session, id, confirmePar);
            reading.Avertissements.Add(new(0, null, $"Appliqué sur confirmation de {confirmePar}. {held.Motif}"));
            held = null;
        }

        var end = new FinImport(measure, held?.Confirmable ?? false, reading.Reprise, confirmePar);
        if (held is null)
        {
            await application.ApplyAsync(session, id, reading.Reprise, ct);
            await book.ForgetLinesAsync(session, id, ct);
            await book.EndAsync(session, id, EtatImport.Applique, null, end, ct);
            return Issue.Faite(Corps(reading, null, refusee: false));
        }

        if (!held.Confirmable) await book.ForgetLinesAsync(session, id, ct);
        await book.EndAsync(session, id, held.Confirmable ? EtatImport.Retenu : EtatImport.Echec, held.Motif, end, ct);
        return new Issue(held.Confirmable ? Issue.Retenu : Issue.Refuse, Corps(reading, held.Motif, refusee: false));
    }

    private void NoteConfirmed(WriteSession session, long id, string auteur) =>
        audit.Note(session, new(ActeAudit.ImportConfirme, null, FormattableString.Invariant($"import {id}"))
        {
            Details = [new("auteur", null, auteur)],
        });

    private static object Corps(LectureImport reading, string? cause, bool refusee) => new
    {
        lignes = reading.Lignes, acceptees = refusee ? 0 : reading.Acceptees,
        refusees = refusee && cause is not null ? [.. reading.Refusees, new LigneRefusee(0, null, "", cause)] : reading.Refusees,
        avertissements = reading.Avertissements, appliquee = cause is null, cause,
    };
}
