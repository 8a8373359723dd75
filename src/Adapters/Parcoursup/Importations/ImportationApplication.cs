using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>
/// Applies a confirmed file, some thousands of lines in a transaction that also moves its cursor: a kill costs the lines
/// since the last one, and another node goes on from there.
/// </summary>
// Ten parameters: one transaction moves the cursor with all that the lines touch.
internal sealed class ImportationApplication(
    Database database, ImportationReading reading, ImportationBook book, ConfigurationDirectory directory, LoadInProgress load,
    InscriptionReprise inscriptions, AutresVoeux others, Arrivees arrivees, EvaluationSignal evaluation, IBusinessClock clock)
{
    // Small batches die young, which spares the collector; several in a transaction spare the disk.
    private const int BatchSize = 250;
    private const int BatchesInTransaction = 8;

    public async Task RunAsync(ImportationRow row, CancellationToken ct)
    {
        var bilan = row.LireBilan();
        await using var batches = reading.ReadAsync(row, row.Lignes, BatchSize, ct).GetAsyncEnumerator(ct);
        for (var more = await batches.MoveNextAsync(); more;)
            await database.WriteAsync(async session =>
            {
                await database.LockEtablissementAsync(session, row.Etablissement, ct);
                await load.ExtendAsync(session, row.Etablissement, LoadOf(row), ct);
                var last = batches.Current;
                for (var n = 0; more && n < BatchesInTransaction; n++, more = await batches.MoveNextAsync())
                {
                    last = batches.Current;
                    bilan.Lignes = last.Lignes;
                    bilan.Rejetees += last.Rejetees.Count;
                    await RecordAsync(session, row, last, bilan, ct);
                }

                await book.AdvanceAsync(session, row, last.Lignes, last.Octets, bilan, ct);
            }, ct);

        await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, row.Etablissement, ct);
            if (bilan.Nouvelles > 0 && directory.Current.Find(row.Etablissement) is { } etablissement)
                await inscriptions.RetryUnresolvedAsync(session, etablissement, null, ct);
            await LoadInProgress.EndAsync(session, row.Etablissement, LoadOf(row), ct);
            await book.EndAsync(session, row, EtatImportation.Terminee, null, null, ct);
        }, ct);
        evaluation.Wake();
    }

    private static string LoadOf(ImportationRow row) => $"importation {row.Id}";

    private async Task RecordAsync(WriteSession session, ImportationRow row, LotDeLignes batch, Bilan bilan, CancellationToken ct)
    {
        var known = await arrivees.LoadAsync(session, row.Etablissement,
            batch.Lues.Select(l => new CandidatKey(row.Session, l.CodeCandidat)), ct);
        var arrivee = row.Arrivee(clock.Now);
        foreach (var line in batch.Lues)
        {
            var judged = JugementLigne.Of(known, line, row.Session, row.CodeFormation, arrivee);
            if (line.DateReponse is null) bilan.SansReponse++;
            switch (judged.Effet)
            {
                case EffetLigne.Inchangee: bilan.Inchangees++; continue;
                case EffetLigne.Depassee: bilan.Depassees++; continue;
                case EffetLigne.Desistee: bilan.Desistees++; continue;
                case EffetLigne.Nouvelle: bilan.Nouvelles++; break;
                default: bilan.Modifiees++; break;
            }

            var accepted = judged.Record(known, arrivee, row.Uai);
            // Without a connection to Parcoursup there is nobody to ask.
            if (accepted && directory.Current.Find(row.Etablissement) is { } etablissement && etablissement.Parcoursup is not null)
                await others.LookUpAsync(session, etablissement, known, judged.Voeu.Key, listed: null, ct);
        }

        await arrivees.SaveAsync(session, row.Etablissement, known, ct);
    }
}
