using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>Takes enrolments into the table de travail: resolved ones want their feedback, the others wait (rule F2).</summary>
public sealed class InscriptionRecorder(
    InscriptionBook book, InscriptionResolver resolver, InscriptionNames names, ISource source, RecuperationBook recuperations,
    TacheBook tasks, EvenementBook events)
{
    /// <param name="last">Nobody is asked again for whoever is unknown.</param>
    /// <param name="refusable">The sender reads what became of each line: one that contradicts itself is not kept.</param>
    public async Task<SuiteInscription> RecordAsync(
        WriteSession session, EtablissementModel etablissement, InscriptionRecue ia, long ordre, bool last, CancellationToken ct,
        bool refusable = false)
    {
        var found = await resolver.ResolveAsync(session, etablissement, ia, ct);
        if (found.Close)
        {
            await tasks.AddAsync(session, etablissement.Code, TypeTache.CampagneClose, $"inscriptions {ia.Session}",
                $"Une inscription a été transmise : {found.Motif} Elle n'est pas prise.", ct);
            return new(SortInscription.Contredite, found.Champ, found.Motif);
        }

        if (found.Contredit && refusable) return new(SortInscription.Contredite, found.Champ, found.Motif);
        if (!found.Complet) return await WaitAsync(session, etablissement, ia, found, ordre, last, ct);

        var code = etablissement.Code;
        var provisional = await ProvisionalAsync(session, code, ia, ct);
        var (key, formation) = (found.Candidat!.Value, found.Formation!.Value);
        var cle = ClesInscription.Final(key, formation, ia);
        await book.ForgetAsync(session, code, provisional, ct);
        await tasks.CloseAsync(session, code, TypeTache.IaNonRapprochee, provisional, ct);
        if (!await book.RecordAsync(session, code, cle, ia, key, formation, ordre, null, ct))
            return await UntakenAsync(session, etablissement, cle, ia, ct);
        var told = new Evenement(key, formation, NatureEvenement.Inscription, TexteInscription.Of(ia), "règle F1", ordre);
        await events.AppendAsync(session, code, [told], ct);
        await LookAsync(session, code, key, formation, await book.UpdateFeedbackAsync(session, etablissement, key, formation, ct), ct);
        // A D over a valid enrolment asks for a person (rule C4), whichever came first.
        await EvaluationMarks.AskAsync(session, code, key, ct);
        return new(SortInscription.Prise);
    }

    private Task LookAsync(WriteSession session, string code, CandidatKey key, int formation, bool unpaid, CancellationToken ct)
    {
        var subject = InscriptionBook.SubjectOf(key, formation);
        return unpaid
            ? tasks.AddAsync(session, code, TypeTache.IaImpayee, subject, string.Create(CultureInfo.InvariantCulture,
                $"Candidat n° {key.CodeCandidat}, formation {formation} : l'inscription remontée à {source.Nom} n'est plus payée, ")
                + "sans être annulée. Elle y reste telle quelle : un paiement peut être remboursé ou échelonné. Si elle est bien annulée, "
                + "la déclarer annulée (inscriptions, annulee : true) ; sinon il n'y a rien à faire.", ct)
            : tasks.CloseAsync(session, code, TypeTache.IaImpayee, subject, ct);
    }

    private async Task<SuiteInscription> WaitAsync(
        WriteSession session, EtablissementModel etablissement, InscriptionRecue ia, Rapprochement found, long ordre, bool last,
        CancellationToken ct)
    {
        var code = etablissement.Code;
        var provisional = await ProvisionalAsync(session, code, ia, ct);
        var asked = found.Etudiant is { } codEtu ? await names.AskAsync(session, etablissement, codEtu, again: !last, ct) : null;
        var motif = asked?.Motif ?? found.Motif!;
        await book.RecordAsync(session, code, provisional, ia, found.Candidat, null, ordre, motif, ct);
        // Nothing for a person to do before the system has answered.
        if (asked is { EnAttente: true }) return new(SortInscription.NonRapprochee, found.Champ, motif);
        if (!last && found.Inconnu is { } dossier)
        {
            // Each UAI is asked by itself, and he may be at any.
            var alone = await recuperations.RequestUnknownAsync(
                session, code, etablissement.Document.Uais, dossier, "Inscription d'un candidat inconnu", ct);
            return new(SortInscription.NonRapprochee, found.Champ, alone
                ? $"{motif} Il est demandé à {source.Nom} : l'inscription sera prise s'il le connaît, sinon une tâche le dira."
                : $"{motif} Trop d'inconnus sont déjà demandés un à un ({RecuperationBook.MostOneByOne}) : la liste entière est demandée à "
                    + $"{source.Nom}, au plus une fois par quart d'heure ; l'inscription sera prise s'il y est, sinon une tâche le dira.");
        }

        // Another UAI has still to answer.
        if (found.Inconnu is { } unknown && await recuperations.IsAskedAsync(session, code, unknown, ct))
            return new(SortInscription.NonRapprochee, found.Champ, motif);
        await tasks.AddAsync(session, code, TypeTache.IaNonRapprochee, provisional,
            $"Inscription non rapprochée ({TexteInscription.Designation(ia)}) : {motif}", ct);
        return new(SortInscription.NonRapprochee, found.Champ, motif);
    }

    // What a former version has under its own key goes on under this one.
    private async Task<string> ProvisionalAsync(WriteSession session, string code, InscriptionRecue ia, CancellationToken ct)
    {
        var cle = await ClesInscription.ProvisionalAsync(session, code, ia, ct);
        var former = ClesInscription.Former(ia);
        if (former == cle) return cle;
        await book.RenameAsync(session, code, former, cle, ct);
        await tasks.RenameAsync(session, code, TypeTache.IaNonRapprochee, former, cle, ct);
        return cle;
    }

    private async Task<SuiteInscription> UntakenAsync(
        WriteSession session, EtablissementModel etablissement, string cle, InscriptionRecue ia, CancellationToken ct)
    {
        var known = (await book.FindAsync(session, etablissement.Code, cle, ct))!.Inscription;
        var same = (known.Payee, known.Annulee, known.PremiereAnnee) == (ia.Payee, ia.Annulee, ia.PremiereAnnee);
        return !same && known.DateMaj > ia.DateMaj
            ? new(SortInscription.Depassee, names.FieldsOf(etablissement, ia).Date,
                $"Dépassée par un état plus récent : inscription {TexteInscription.StateOf(known.Annulee, known.Payee)} "
                + $"au {Paris.At(known.DateMaj):dd/MM/yyyy HH:mm} (origine {known.Origine}). "
                + "Rien à faire, sauf si l'une des deux dates est fausse.")
            : new(SortInscription.Inchangee);
    }
}
