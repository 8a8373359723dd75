using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Etudiants;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>What became of an enrolment that was told.</summary>
internal enum SortInscription
{
    Prise,

    /// <summary>The same was known.</summary>
    Inchangee,

    /// <summary>A newer state says something else: this one came too late (rule F1).</summary>
    Depassee,

    /// <summary>It waits in the table de travail for its candidate or its formation (rule F2).</summary>
    NonRapprochee,

    /// <summary>What names its candidate contradicts itself: nothing was kept of it.</summary>
    Contredite,
}

/// <summary>What became of it, and when a person should know: of which field, and why, in French.</summary>
internal sealed record SuiteInscription(SortInscription Sort, string? Champ = null, string? Motif = null);

/// <summary>Takes enrolments into the table de travail: resolved ones want their feedback, the others wait (rule F2).</summary>
internal sealed class InscriptionRecorder(
    InscriptionBook book, InscriptionResolver resolver, RecuperationBook recuperations, EtudiantBook etudiants, TaskBook tasks, EventBook events)
{
    private const string StudentPrefix = "étudiant ";

    /// <param name="last">Nobody is asked again for whoever is unknown.</param>
    /// <param name="refusable">The sender reads what became of each line: one that contradicts itself is not kept.</param>
    public async Task<SuiteInscription> RecordAsync(
        WriteSession session, EtablissementModel etablissement, InscriptionRecue ia, long ordre, bool last, CancellationToken ct, bool refusable = false)
    {
        var found = await resolver.ResolveAsync(session, etablissement, ia, ct);
        var provisional = ProvisionalKey(ia);
        if (found.Contredit && refusable) return new(SortInscription.Contredite, found.Champ, found.Motif);
        if (!found.Complet) return await WaitAsync(session, etablissement, ia, found, provisional, ordre, last, ct);

        var key = found.Candidat!.Value;
        var formation = found.Formation!.Value;
        await book.ForgetAsync(session, etablissement.Code, provisional, ct);
        await tasks.CloseAsync(session, etablissement.Code, TypeTache.IaNonRapprochee, provisional, ct);
        if (!await book.RecordAsync(session, etablissement.Code, FinalKey(key, formation, ia), ia, key, formation, ordre, null, ct))
            return await UntakenAsync(session, etablissement, FinalKey(key, formation, ia), ia, ct);
        await events.AppendAsync(session, etablissement.Code, [new Evenement(key, formation, NatureEvenement.Inscription, Told(ia), "règle F1", ordre)], ct);
        await book.UpdateFeedbackAsync(session, etablissement, key, formation, ct);
        // A D over a valid enrolment asks for a person (rule C4), whichever came first.
        await session.ExecuteAsync(
            "UPDATE candidat SET a_evaluer = TRUE WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier",
            new { code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct);
        return new(SortInscription.Prise);
    }

    private async Task<SuiteInscription> WaitAsync(
        WriteSession session, EtablissementModel etablissement, InscriptionRecue ia, Rapprochement found, string provisional, long ordre, bool last, CancellationToken ct)
    {
        var asked = found.Etudiant is { } codEtu ? await etudiants.AskAsync(session, etablissement, codEtu, again: !last, ct) : null;
        var motif = asked is null ? found.Motif! : MotifOf(asked, found.Etudiant!.Value);
        await book.RecordAsync(session, etablissement.Code, provisional, ia, found.Candidat, null, ordre, motif, ct);
        // Nothing for a person to do before Apogée has answered.
        if (asked is { State: EtatRecherche.Demandee }) return new(SortInscription.NonRapprochee, found.Champ, motif);
        if (!last && found.Inconnu is { } dossier)
        {
            await recuperations.RequestAsync(session, etablissement.Code, etablissement.Document.Uais[0], dossier, "Inscription d'un candidat inconnu", ct);
            return new(SortInscription.NonRapprochee, found.Champ, $"{motif} Il est demandé à Parcoursup : l'inscription sera prise s'il le connaît, sinon une tâche le dira.");
        }

        await tasks.AddAsync(session, etablissement.Code, TypeTache.IaNonRapprochee, provisional, $"Inscription non rapprochée ({Designation(ia)}) : {motif}", ct);
        return new(SortInscription.NonRapprochee, found.Champ, motif);
    }

    private async Task<SuiteInscription> UntakenAsync(WriteSession session, EtablissementModel etablissement, string cle, InscriptionRecue ia, CancellationToken ct)
    {
        var known = (await book.FindAsync(session, etablissement.Code, cle, ct))!.Inscription;
        return known.DateMaj > ia.DateMaj && (known.Payee, known.Annulee, known.PremiereAnnee) != (ia.Payee, ia.Annulee, ia.PremiereAnnee)
            ? new(SortInscription.Depassee, ChampsInscription.Of(etablissement, ia).Date,
                $"Dépassée par un état plus récent : inscription {StateOf(known.Annulee, known.Payee)} au {Paris.At(known.DateMaj):dd/MM/yyyy HH:mm} (origine {known.Origine}). Rien à faire, sauf si l'une des deux dates est fausse.")
            : new(SortInscription.Inchangee);
    }

    /// <summary>Tries the unresolved ones again, after candidates have come in.</summary>
    public async Task RetryUnresolvedAsync(WriteSession session, EtablissementModel etablissement, int? dossier, CancellationToken ct)
    {
        var rows = await session.QueryAsync<InscriptionRow>(
            "SELECT * FROM inscription WHERE etablissement = @code AND code_formation IS NULL AND (@dossier IS NULL OR code_candidat = @dossier OR code_candidat IS NULL)",
            new { code = etablissement.Code, dossier }, ct);
        await RetryAsync(session, etablissement, rows, ct);
    }

    /// <summary>Tries those again that are named by a student number only, after Apogée has answered for it (rule F2).</summary>
    public async Task RetryStudentAsync(WriteSession session, EtablissementModel etablissement, int codEtu, CancellationToken ct)
    {
        var rows = await session.QueryAsync<InscriptionRow>(
            "SELECT * FROM inscription WHERE etablissement = @code AND code_formation IS NULL AND cle LIKE @cle",
            new { code = etablissement.Code, cle = string.Create(CultureInfo.InvariantCulture, $"?%/{StudentPrefix}{codEtu}/%") }, ct);
        await RetryAsync(session, etablissement, rows, ct);
    }

    private async Task RetryAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<InscriptionRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            await RecordAsync(session, etablissement, JsonText.Read<InscriptionRecue>(row.Demande), row.Ordre, last: true, ct);
    }

    private static string MotifOf(RechercheRow asked, int codEtu) => asked.State switch
    {
        EtatRecherche.Demandee => $"En attente de la réponse d'Apogée sur l'étudiant {codEtu}.",
        EtatRecherche.Trouvee => $"L'étudiant {codEtu} d'Apogée ne correspond à aucun candidat de cette session : indiquer codeCandidat.",
        EtatRecherche.Inconnue => $"Apogée ne connaît pas l'étudiant {codEtu} : vérifier codEtu, ou indiquer codeCandidat.",
        _ => $"Apogée refuse de dire qui est l'étudiant {codEtu} : {asked.Message}",
    };

    private static string Told(InscriptionRecue ia) =>
        $"Inscription administrative {StateOf(ia.Annulee, ia.Payee)} (origine {ia.Origine}, {(ia.PremiereAnnee ? "première année" : "hors première année")}, mise à jour du {Paris.At(ia.DateMaj!.Value):dd/MM/yyyy HH:mm}).";

    private static string StateOf(bool cancelled, bool paid) => cancelled ? "annulée" : paid ? "payée" : "non payée";

    // As it was told, so that a person finds him.
    private static string Designation(InscriptionRecue ia) => string.Join(", ", new[]
    {
        ia.CodeCandidat is { } dossier ? string.Create(CultureInfo.InvariantCulture, $"candidat n° {dossier}") : null,
        ia.CodOpiIntEpo is { Length: > 0 } opi ? $"OPI {opi}" : null,
        ia.CodEtu is { } etu ? string.Create(CultureInfo.InvariantCulture, $"étudiant {etu}") : null,
        ia.Ine is { Length: > 0 } ine ? $"INE {ine}" : null,
        ia.CodeFormationPsup is { } formation ? string.Create(CultureInfo.InvariantCulture, $"formation {formation}") : null,
        ia.Vet is { } vet ? $"VET {vet.CodEtp}-{vet.CodVrsVet}" : null,
    }.Where(t => t is not null));

    private static string FinalKey(CandidatKey key, int formation, InscriptionRecue ia) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Session}/{key.CodeCandidat}/{formation}/{ia.Type}");

    private static string ProvisionalKey(InscriptionRecue ia)
    {
        var who = ia.CodeCandidat is { } dossier ? $"dossier {dossier}" : ia.CodOpiIntEpo is { Length: > 0 } opi ? $"OPI {opi}" : ia.CodEtu is { } etu ? StudentPrefix + etu.ToString(CultureInfo.InvariantCulture) : "INE";
        var what = ia.CodeFormationPsup is { } formation ? $"formation {formation}" : ia.Vet is { } vet ? $"VET {vet.CodEtp}-{vet.CodVrsVet}" : "formation ?";
        // The INE itself stays out of keys that are shown; its hash tells two apart.
        var suffix = who == "INE" ? " " + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ia.Ine ?? "")))[..12] : "";
        return string.Create(CultureInfo.InvariantCulture, $"?{ia.Session}/{who}{suffix}/{what}/{ia.Type}");
    }
}

/// <summary>Applies the enrolments that came by REST.</summary>
internal sealed class InscriptionApplier(InscriptionRecorder recorder, IBusinessClock clock, TimeProvider time) : IMessageApplier
{
    public Canal Canal => Canal.Inscriptions;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            foreach (var line in InscriptionReader.Read(message.Corps, message.TypeContenu, clock.Of(message.RecuLe, time)).Lues)
                await recorder.RecordAsync(session, etablissement, line.Valeur, message.Id, last: false, ct);
    }
}
