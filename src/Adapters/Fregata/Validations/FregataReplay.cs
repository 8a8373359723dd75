using System.Text.Json;
using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>
/// Validations, and their cancellations, are replayed as they were answered: which line was taken depends on what Fregata had fetched
/// before, and its report says it. Messages of the other steps make no enrolment.
/// </summary>
internal sealed class FregataReplay(
    Database database, JournalPasse journal, InscriptionRecorder inscriptions, IBusinessClock clock, TimeProvider time) : IReplayedWay
{
    public Canal Canal => Canal.Fregata;
    public bool AppliesItself => true;

    public async Task<string?> PrepareAsync(ReplaySource source, RowCopy copy, MessagePasse message, CancellationToken ct)
    {
        if (await ReportAsync(source, message, ct) is not null) return null;
        // Reports may be kept for a shorter time than messages: what only a validation makes says that it was one.
        var made = await source.Reading.QueryAsync<long>(
            "SELECT ordre FROM inscription WHERE etablissement = @Etablissement AND ordre = @Id LIMIT 1",
            new { message.Etablissement, message.Id }, ct);
        if (made.Count > 0) return "le rapport de cette validation n'est plus conservé";
        // A version that did not note it: the message may be of any step.
        var former = await source.Reading.QueryAsync<long>(
            """
            SELECT id FROM fregata_validation
            WHERE etablissement = @Etablissement AND message_entrant IS NULL AND etablie_le >= @at LIMIT 1
            """,
            new { message.Etablissement, at = clock.Of(message.RecuLe, time) }, ct);
        return former.Count == 0 ? null : "une version antérieure n'a pas noté quelles lignes de ce message ont été prises";
    }

    public async Task ApplyAsync(ReplaySource source, EtablissementModel etablissement, MessagePasse message, CancellationToken ct)
    {
        if (await ReportAsync(source, message, ct) is not { } report) return;
        var body = await journal.CorpsAsync(message, ct);
        var told = (JsonSerializer.Deserialize<DemandeValidation>(body, FregataJson.Requests)?.Inscriptions ?? [])
            .Select(ligne => DossierId.Parse(ligne?.Id)).ToHashSet();
        // What was said already has a note, and was not recorded anew. Lines are found by their dossiers: an erased person's are gone.
        var taken = await source.Reading.QueryAsync<string>(
            """
            SELECT sujet FROM fregata_validation_ligne
            WHERE validation = @Id AND etablissement = @Code AND sujet IS NOT NULL AND message IS NULL ORDER BY rang
            """,
            new { report.Id, etablissement.Code }, ct);
        await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            foreach (var (candidat, formation) in taken.Select(InscriptionBook.KeyOf))
                if (new DossierId(candidat.Session, candidat.CodeCandidat, formation) is var id && told.Contains(id))
                    await inscriptions.RecordAsync(
                        session, etablissement,
                        ValidationRecorder.Ia(id, report.Nature == nameof(NatureRapport.Annulation), clock.Of(message.RecuLe, time)),
                        message.Id, last: false, ct);
        }, ct);
    }

    private static Task<Report?> ReportAsync(ReplaySource source, MessagePasse message, CancellationToken ct) =>
        source.Reading.FirstOrDefaultAsync<Report>(
            "SELECT id, nature FROM fregata_validation WHERE message_entrant = @Id", new { message.Id }, ct);

    private sealed class Report
    {
        public long Id { get; init; }
        public string Nature { get; init; } = "";
    }
}
