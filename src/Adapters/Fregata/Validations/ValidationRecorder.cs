using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>
/// Validated inscriptions (seed 002: "À partir du premier jour de la rentrée…"): each becomes an IA of the table de travail, and its
/// feedback leaves at once (rule F5). Parcoursup gets its own identity values back, whatever number or correction Fregata has.
/// </summary>
internal sealed class ValidationRecorder(RapportWriter rapports, InscriptionRecorder inscriptions, ControleValidation controle,
    IBusinessClock clock, TimeProvider time)
{
    private const string Source = "fiche Fregata, validation";

    /// <returns>The number of the report.</returns>
    public Task<long> ValidateAsync(FregataCaller caller, IReadOnlyList<LigneValidation?> lignes, MessageEntrant message,
        CancellationToken ct) =>
        rapports.WriteAsync(caller, NatureRapport.Validation, lignes, message, ValidateAsync, ct);

    private async Task<LigneIssue> ValidateAsync(WriteSession session, DossierSet book, FregataCaller caller, LigneValidation ligne,
        DossierRow row, MessageEntrant message, CancellationToken ct)
    {
        var subject = InscriptionBook.SubjectOf(row.Candidat, row.CodeFormation);
        if (row.State == EtatDossier.Valide)
            return new LigneIssue.Suivie(subject,
                string.Create(CultureInfo.InvariantCulture,
                    $"L'inscription était déjà validée (le {Paris.At(row.ValideLe!.Value):dd/MM/yyyy})."));
        if (controle.Refusals(caller.Etablissement, ligne, row).FirstOrDefault() is { } refusal)
            return new LigneIssue.Refusee(refusal.Champ, refusal.Message);

        var (ine, day) = (ControleValidation.Numero(ligne, row), controle.Day(ligne)!.Value);
        (row.State, row.Ine, row.DateValidation, row.ValideLe, row.ValidePar) =
            (EtatDossier.Valide, ine, day, clock.Now, caller.Utilisateur);
        book.Changed(row);
        book.Tell(row, string.Create(CultureInfo.InvariantCulture,
            $"Inscription validée dans Fregata au {day:dd/MM/yyyy} par {caller.Utilisateur}."), Source, message.Id);
        await inscriptions.RecordAsync(
            session, caller.Etablissement, Ia(row.Id, cancelled: false, clock.Of(message.RecuLe, time)), message.Id, last: false, ct);
        return new LigneIssue.Suivie(subject, null);
    }

    /// <summary>The enrolment that a validation, or its cancellation, stands for (rule F1).</summary>
    /// <param name="told">When it was told, business time: the journal says it as well, later.</param>
    public static InscriptionRecue Ia(DossierId dossier, bool cancelled, DateTimeOffset told) => new()
    {
        Session = dossier.Session, CodeCandidat = dossier.CodeCandidat, CodeFormationPsup = dossier.CodeFormation,
            Origine = OrigineInscription.ValidationFregata,
        PremiereAnnee = true, Payee = true, Annulee = cancelled, DateMaj = told,
    };
}
