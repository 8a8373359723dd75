using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>What became of a correction: <paramref name="Refus"/> is null when it was made.</summary>
/// <param name="Inconnu">There is no such candidate, or nothing to undo.</param>
public sealed record SuiteCorrection(string? Refus, bool Inconnu = false);

/// <summary>
/// Corrections of a candidate's values by a person: they count until they are undone, or until the source changes its own, and stand
/// in the timeline.
/// </summary>
public sealed class CorrectionBook(
    Database database, EvenementBook events, EvaluationSignal evaluation, AuditBook audit, ISource source, IBusinessClock clock)
{
    public Task<SuiteCorrection> CorrectAsync(
        string etablissement, CandidatKey key, string champ, string? valeur, string par, CancellationToken ct) =>
        ChangeAsync(etablissement, key, ActeAudit.ValeurCorrigee, champ, (book, row) =>
        {
            if (ChampCorrigeable.Trouver(champ) is not { } field)
                return new($"{Cite.De(champ)} ne peut pas être corrigé. Champs possibles : "
                    + $"{string.Join(", ", ChampCorrigeable.Tous.Select(c => c.Nom))}.");
            var (correction, refus) = Correction.Faire(row.ReadCandidat(), field, valeur, par, clock.Now);
            if (correction is null) return new(refus);
            row.WriteCorrections([.. row.ReadCorrections().Where(c => c.Champ != field.Nom), correction]);
            book.Tell(key, null, NatureEvenement.Correction,
                $"Valeur corrigée par {par} : {field.Nom}, {Cite.De(field.Lire(row.ReadCandidat()))} → {Cite.De(correction.Valeur)}, "
                + $"jusqu'à ce que {source.Nom} change la sienne.", "règle K1");
            return new(null);
        }, ct);

    public Task<SuiteCorrection> UndoAsync(string etablissement, CandidatKey key, string champ, string par, CancellationToken ct) =>
        ChangeAsync(etablissement, key, ActeAudit.CorrectionAnnulee, champ, (book, row) =>
        {
            var corrections = row.ReadCorrections();
            if (corrections.FirstOrDefault(c => string.Equals(c.Champ, champ, StringComparison.OrdinalIgnoreCase)) is not { } undone)
                return new($"Aucune correction de {Cite.De(champ)} n'est en cours.", Inconnu: true);
            row.WriteCorrections([.. corrections.Except([undone])]);
            book.Tell(key, null, NatureEvenement.Correction,
                $"Correction de {undone.Champ} annulée par {par} : la valeur de {source.Nom} compte de nouveau.", "règle K1");
            return new(null);
        }, ct);

    private async Task<SuiteCorrection> ChangeAsync(
        string etablissement, CandidatKey key, ActeAudit acte, string champ, Func<CandidatSet, CandidatRow, SuiteCorrection> change,
        CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, etablissement, ct);
        var book = await CandidatSet.LoadAsync(session, etablissement, [key], ct);
        if (book.Candidat(key) is not { } row)
            return new($"Le dossier {key.CodeCandidat} de la session {key.Session} n'est pas connu.", Inconnu: true);
        var outcome = change(book, row);
        if (outcome.Refus is not null) return outcome;
        book.Changed(row);
        book.MarkForEvaluation(key, Traces.Contexte);
        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, etablissement, book.Events, ct);
        // The field alone: what it says of the candidate stands in his timeline.
        audit.Note(session, new(acte, etablissement, new Sujet(key).ToString()) { Details = [new("champ", null, champ)] });
        await session.CommitAsync(ct);
        evaluation.Wake();
        return outcome;
    }
}
