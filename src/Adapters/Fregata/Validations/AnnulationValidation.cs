using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>
/// Validated inscriptions that are cancelled in Fregata: Parcoursup is told (rule F3) where it may have been told of them.
/// </summary>
internal sealed class AnnulationValidation(RapportWriter rapports, InscriptionRecorder inscriptions, InscriptionBook enrolments,
    TacheBook tasks, IBusinessClock clock, TimeProvider time)
{
    private const string Source = "règle F3";

    /// <returns>The number of the report.</returns>
    public Task<long> CancelAsync(FregataCaller caller, IReadOnlyList<LigneValidation?> lignes, MessageEntrant message,
        CancellationToken ct) =>
        rapports.WriteAsync(caller, NatureRapport.Annulation, lignes, message, CancelAsync, ct);

    private async Task<LigneIssue> CancelAsync(WriteSession session, DossierSet book, FregataCaller caller, LigneValidation ligne,
        DossierRow row, MessageEntrant message, CancellationToken ct)
    {
        var validated = row.State == EtatDossier.Valide;
        if (!validated && row is not { State: EtatDossier.Traite, Depart: not null })
            return await WasCancelledAsync(session, caller.Etablissement.Code, row, ct)
                ? new LigneIssue.Suivie(InscriptionBook.SubjectOf(row.Candidat, row.CodeFormation), "L'inscription était déjà annulée.")
                : new LigneIssue.Refusee("etat", "L'inscription n'est pas validée : il n'y a rien à annuler.");

        row.State = row.Depart is null ? EtatDossier.Traite : EtatDossier.Desiste;
        (row.DateValidation, row.ValideLe, row.ValidePar) = (null, null, null);
        if (row.State == EtatDossier.Desiste) row.Oublier();
        book.Changed(row);
        await FregataDesiredState.SettleAsync(tasks, session, caller.Etablissement.Code, row, ct);
        if (!validated)
        {
            book.Tell(row, $"Dossier traité annulé dans Fregata par {caller.Utilisateur}, après le départ du candidat.", "règle G2",
                message.Id);
            return new LigneIssue.SansRemontee(
                "Le dossier est désisté. Parcoursup n'avait pas été informé d'une inscription : il n'y a rien à lui dire.");
        }

        book.Tell(row, $"Inscription validée annulée dans Fregata par {caller.Utilisateur}.", Source, message.Id);
        await inscriptions.RecordAsync(
            session, caller.Etablissement, ValidationRecorder.Ia(row.Id, cancelled: true, clock.Of(message.RecuLe, time)), message.Id,
            last: false, ct);
        return new LigneIssue.Suivie(InscriptionBook.SubjectOf(row.Candidat, row.CodeFormation), null);
    }

    // A call whose answer was lost comes again.
    private async Task<bool> WasCancelledAsync(WriteSession session, string etablissement, DossierRow row, CancellationToken ct) =>
        (await enrolments.OfAsync(session, etablissement, row.Candidat, row.CodeFormation, ct))
        .Any(i => i is { Origine: OrigineInscription.ValidationFregata, Annulee: true });
}
