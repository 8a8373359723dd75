using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Inscriptions;
using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Fregata;

/// <summary>
/// Validated inscriptions (seed 002: "À partir du premier jour de la rentrée…"): each becomes an IA of the table de travail, and its
/// feedback leaves at once (rule F5). Parcoursup gets its own identity values back, whatever number or correction Fregata has.
/// </summary>
internal sealed class Validation(RapportWriter rapports, InscriptionRecorder inscriptions, ConfigurationDirectory directory, IBusinessClock clock)
{
    private const string Source = "fiche Fregata, validation";

    /// <returns>The number of the report.</returns>
    public Task<long> ValidateAsync(FregataCaller caller, IReadOnlyList<LigneValidation?> lignes, MessageEntrant message, CancellationToken ct) =>
        rapports.WriteAsync(caller, NatureRapport.Validation, lignes, message, ValidateAsync, ct);

    private async Task<LigneIssue> ValidateAsync(WriteSession session, DossierBook book, FregataCaller caller, LigneValidation ligne, DossierRow row, long message, CancellationToken ct)
    {
        var subject = InscriptionBook.SubjectOf(row.Candidat, row.CodeFormation);
        if (row.State == EtatDossier.Valide)
            return new LigneIssue.Suivie(subject, string.Create(CultureInfo.InvariantCulture, $"L'inscription était déjà validée (le {Paris.At(row.ValideLe!.Value):dd/MM/yyyy})."));
        if (RefusedState(row) is { } state) return new LigneIssue.Refusee("etat", state);
        var day = string.IsNullOrWhiteSpace(ligne.Date) ? clock.Today : ParseDay(ligne.Date);
        if (RefusedDay(caller.Etablissement, row.Session, day) is { } early) return new LigneIssue.Refusee("date", early);
        if (Ine.Normalize(ligne.Ine) is not { } ine || !Ine.HasShape(ine))
            return new LigneIssue.Refusee("ine", string.IsNullOrWhiteSpace(ligne.Ine)
                ? "L'apprenant n'est pas immatriculé : l'immatriculer dans Fregata (INE ou INA), puis valider de nouveau."
                : "L'INE ou INA n'a pas la forme attendue (11 lettres ou chiffres) : le corriger dans Fregata, puis valider de nouveau.");

        (row.State, row.Ine, row.DateValidation, row.ValideLe, row.ValidePar) = (EtatDossier.Valide, ine, day, clock.Now, caller.Utilisateur);
        book.Changed(row);
        book.Tell(row, string.Create(CultureInfo.InvariantCulture, $"Inscription validée dans Fregata au {day:dd/MM/yyyy} par {caller.Utilisateur}."), Source, message);
        await inscriptions.RecordAsync(session, caller.Etablissement, Ia(row, cancelled: false, clock.Now), message, last: false, ct);
        return new LigneIssue.Suivie(subject, null);
    }

    /// <summary>The enrolment that a validation, or its cancellation, stands for (rule F1).</summary>
    public static InscriptionRecue Ia(DossierRow row, bool cancelled, DateTimeOffset now) => new()
    {
        Session = row.Session, CodeCandidat = row.CodeCandidat, CodeFormationPsup = row.CodeFormation, Origine = OrigineInscription.ValidationFregata,
        PremiereAnnee = true, Payee = true, Annulee = cancelled, DateMaj = now,
    };

    /// <summary>First day on which inscriptions of a session can be validated; null when nobody entered it.</summary>
    public static DateOnly? PremierJour(EtablissementModel etablissement, CalendrierCampagne? campagne) => etablissement.Fregata.Rentree ?? campagne?.Rentree;

    private static string? RefusedState(DossierRow row) => row switch
    {
        { State: EtatDossier.Desiste or EtatDossier.Annule } => DossierRefus.Parti(row),
        { State: EtatDossier.Recu or EtatDossier.ATraiter } => "L'inscription importée n'est pas encore traitée : la traiter dans Fregata, puis la valider.",
        { Depart: { } depart } => $"Le candidat n'est plus admis : {depart} Annuler son inscription dans Fregata, ou faire corriger sa situation dans Parcoursup.",
        _ => null,
    };

    private string? RefusedDay(EtablissementModel etablissement, int session, DateOnly? day)
    {
        if (day is not { } given) return "Indiquer la date de validation sous la forme aaaa-mm-jj, ou ne rien indiquer pour aujourd'hui.";
        if (PremierJour(etablissement, directory.Current.Campagne(session)) is not { } first)
            return $"Le premier jour de la rentrée de la session {session} n'est pas saisi : le renseigner dans le calendrier de la campagne ou dans fregata.rentree.";
        if (clock.Today < first)
            return string.Create(CultureInfo.InvariantCulture, $"La validation n'est possible qu'à partir du premier jour de la rentrée, le {first:dd/MM/yyyy} : valider de nouveau ce jour-là.");
        return given < first
            ? string.Create(CultureInfo.InvariantCulture, $"La date de validation {given:dd/MM/yyyy} précède le premier jour de la rentrée, le {first:dd/MM/yyyy} : la corriger.") : null;
    }

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
