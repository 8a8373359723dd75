using System.Globalization;
using Parcoursup.Gateway.Adapters.Scolarix;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Inscriptions;
using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Storage;
using Parcoursup.Gateway.Taches;

namespace Parcoursup.Gateway.Scolarix.Retours;

/// <summary>
/// Takes the lines of a daily file into the table de travail, and starts the feedback at once: Parcoursup is brought up
/// to date at the end of each enrolment day (seed 003 §2, rule F5), whatever hour the file comes at.
/// </summary>
internal sealed class RetourApplier(RetourBook book, InscriptionRecorder recorder, RemonteeBook remontees, TaskBook tasks) : IMessageApplier
{
    public Canal Canal => Canal.RetourScolarix;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            if (await book.FindAsync(session, etablissement.Code, long.Parse(message.Compte!, CultureInfo.InvariantCulture), ct) is { IsOver: false } row)
                await ApplyAsync(session, etablissement, message, row, ct);
    }

    private async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, MessageEntrant message, RetourRow row, CancellationToken ct)
    {
        var lecture = new RetourReader(etablissement.Document.Scolarix?.Retour ?? new()).Read(message.Corps, Paris.At(row.RecuLe).DateTime);
        if (lecture.Illisible is { } why)
        {
            await book.RejectAsync(session, row.Id, why, ct);
            await tasks.AddAsync(session, etablissement.Code, TypeTache.RetourScolarix, SubjectOf(row), $"Le fichier de Scolarix « {row.Nom} » est illisible : {why}", ct);
            return;
        }

        var counts = new Dictionary<SortInscription, int>();
        foreach (var ligne in lecture.Lues)
        {
            var sort = await recorder.RecordAsync(session, etablissement, Enrolment(row.Session, ligne.Inscription), message.Id, last: false, ct);
            counts[sort] = counts.GetValueOrDefault(sort) + 1;
        }

        // Unresolved ones count too: a targeted pull may resolve them while the run is under way.
        var remontee = lecture.Lues.Count > 0 && etablissement.Parcoursup is not null
            ? (await remontees.StartAsync(session, etablissement.Code, null, $"retour Scolarix {row.Id}", ct)).Id : (long?)null;
        await book.FinishAsync(session, row, new BilanRetour
        {
            Acceptees = counts.GetValueOrDefault(SortInscription.Prise), Inchangees = counts.GetValueOrDefault(SortInscription.Inchangee),
            NonRapprochees = counts.GetValueOrDefault(SortInscription.NonRapprochee), Refusees = lecture.Refusees, Remontee = remontee,
            Message = lecture.Ignorees.Count == 0 ? null : $"Colonnes ignorées : {string.Join(", ", lecture.Ignorees.Take(20))}.",
        }, ct);
        if (lecture.Refusees.Count > 0)
            await tasks.AddAsync(session, etablissement.Code, TypeTache.RetourScolarix, SubjectOf(row),
                $"Le fichier de Scolarix « {row.Nom} » a {lecture.Refusees.Count} {(lecture.Refusees.Count == 1 ? "ligne refusée" : "lignes refusées")} (la première : ligne {lecture.Refusees[0].Ligne}) : voir le retour {row.Id}, corriger dans Scolarix et renvoyer.", ct);
    }

    private static InscriptionRecue Enrolment(int session, InscriptionRetour line) => new()
    {
        Session = session, CodeCandidat = line.CodeCandidat, Ine = line.Ine, CodeFormationPsup = line.CodeFormation, Type = line.Type,
        Origine = OrigineInscription.FichierScolarix, Payee = line.Payee, Annulee = line.Annulee, DateMaj = Paris.FromLocal(line.Date),
    };

    private static string SubjectOf(RetourRow row) => string.Create(CultureInfo.InvariantCulture, $"retour {row.Id}");
}
