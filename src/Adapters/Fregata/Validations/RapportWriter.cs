using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>What the gateway itself made of a line of a report.</summary>
internal abstract record LigneIssue
{
    /// <summary>Nothing was recorded.</summary>
    internal sealed record Refusee(string Champ, string Message) : LigneIssue;

    /// <summary>Recorded; from here on the line tells what the delivery of this subject does.</summary>
    /// <param name="Note">What is said before it.</param>
    internal sealed record Suivie(string Sujet, string? Note) : LigneIssue;

    /// <summary>Recorded, and Parcoursup has nothing to know.</summary>
    internal sealed record SansRemontee(string Message) : LigneIssue;
}

/// <summary>
/// Takes the lines of a report, each alone, in one transaction with the journal, the enrolments and the report: a wrong line does
/// not keep its neighbours back, and nothing is half recorded.
/// </summary>
// Eight parameters: one transaction over all that a report touches, and what it wakes afterwards.
internal sealed class RapportWriter(
    Database database, FregataJournal journal, LivraisonBook deliveries, LivraisonSignal signal, EvaluationSignal evaluation,
    EvenementBook events, IBusinessClock clock, RemonteeDestination feedback)
{
    public delegate Task<LigneIssue> Step(
        WriteSession session, DossierSet book, FregataCaller caller, LigneValidation ligne, DossierRow row, MessageEntrant message,
        CancellationToken ct);

    public async Task<long> WriteAsync(
        FregataCaller caller, NatureRapport nature, IReadOnlyList<LigneValidation?> lignes, MessageEntrant message, Step step,
        CancellationToken ct)
    {
        var code = caller.Etablissement.Code;
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);
        await journal.AppendAsync(session, message, ct);
        var report = await session.ScalarAsync<long>(
            """
            INSERT INTO fregata_validation (etablissement, uai, nature, etablie_le, utilisateur, role, message_entrant)
            VALUES (@code, @Uai, @nature, @now, @Utilisateur, @role, @Id) RETURNING id
            """,
            new
            {
                code, caller.Uai, nature = nature.ToString(), now = clock.Now, caller.Utilisateur, role = caller.Role?.ToString(),
                message.Id,
            }, ct);

        var ids = lignes.Select(l => DossierId.Parse(l?.Id)).ToList();
        var book = await DossierSet.LoadAsync(session, code, ids.OfType<DossierId>().Select(i => i.Candidat), ct);
        for (var rank = 0; rank < lignes.Count; rank++)
        {
            var ligne = lignes[rank];
            var issue = DossierRefus.Of(book, caller, ligne, ids[rank]) is { } refusal
                ? new LigneIssue.Refusee(refusal.Champ, refusal.Message)
                : await step(session, book, caller, ligne!, book.Find(ids[rank]!.Value)!, message, ct);
            var dossier = ids[rank] is null ? await session.SealAsync(code, ligne?.Id, ct) : ligne!.Id;
            await WriteLineAsync(session, code, report, rank, dossier, issue, ct);
        }

        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, code, book.Events, ct);
        await session.CommitAsync(ct);
        signal.Wake(code);
        evaluation.Wake();
        return report;
    }

    private async Task WriteLineAsync(WriteSession session, string code, long report, int rank, string? dossier, LigneIssue issue,
        CancellationToken ct)
    {
        var (sujet, champ, message) = issue switch
        {
            LigneIssue.Refusee refused => (null, refused.Champ, refused.Message),
            LigneIssue.Suivie followed => (followed.Sujet, null, followed.Note),
            LigneIssue.SansRemontee settled => ((string?)null, (string?)null, settled.Message),
            _ => throw new InvalidOperationException($"Unknown outcome {issue.GetType().Name}."),
        };
        long? revision = null;
        if (sujet is not null)
        {
            // Rule F5: it waits for no run; and whoever validates again after a refusal asks Parcoursup again.
            await deliveries.HastenAsync(session, feedback.Name, code, sujet, ct);
            revision = await session.ScalarAsync<long?>(
                "SELECT revision_voulue FROM livraison WHERE destination = @Name AND etablissement = @code AND sujet = @sujet",
                new { feedback.Name, code, sujet }, ct);
        }

        await session.ExecuteAsync(
            """
            INSERT INTO fregata_validation_ligne (validation, rang, etablissement, dossier, sujet, revision, champ, message)
            VALUES (@report, @rank, @code, @dossier, @sujet, @revision, @champ, @message)
            """,
            new
            {
                report, rank, code, dossier, sujet, revision, message = await session.SealAsync(code, message, ct),
                // An unknown field is told by its name, which is whatever somebody has sent.
                champ = await session.SealAsync(code, champ, ct),
            }, ct);
    }
}
