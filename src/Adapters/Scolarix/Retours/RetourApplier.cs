using System.Globalization;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>
/// Takes the lines of a daily file into the table de travail, and starts the feedback at once: Parcoursup is brought up
/// to date at the end of each enrolment day (seed 003 §2, rule F5), whatever hour the file comes at.
/// </summary>
internal sealed class RetourApplier(RetourBook book, InscriptionRecorder recorder, RemonteeBook remontees, TacheBook tasks)
    : IMessageApplier
{
    public Canal Canal => Canal.Retour;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        foreach (var message in messages)
            if (await book.FindAsync(session, etablissement.Code, long.Parse(message.Compte!, CultureInfo.InvariantCulture), ct)
                is { IsOver: false } row)
                await ApplyAsync(session, etablissement, message, row, ct);
    }

    private async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, MessageEntrant message, RetourRow row,
        CancellationToken ct)
    {
        var lecture = new RetourReader(etablissement.Document.Scolarix?.Retour ?? new()).Read(message.Corps, Paris.At(row.RecuLe).DateTime);
        if (lecture.Illisible is { } why)
        {
            await book.RejectAsync(session, row.Id, why, ct);
            await tasks.AddAsync(session, etablissement.Code, TypeTache.RetourScolarix, TacheRetour.SubjectOf(row),
                $"Le fichier de Scolarix « {row.Nom} » est illisible : {why}", ct);
            return;
        }

        var taken = await RecordAsync(session, etablissement, row, lecture, message.Id, ct);
        // Unresolved ones count too: a targeted pull may resolve them while the run is under way.
        var remontee = taken.Lignes > lecture.Refusees.Count && etablissement.Document.ConnecteALaSource()
            ? (await remontees.StartAsync(session, etablissement.Code, null, $"retour Scolarix {row.Id}", ct)).Id : (long?)null;
        var bilan = taken with
        {
            Remontee = remontee, Message = lecture.Ignorees.Count == 0 ? null
                : $"Colonnes ignorées : {string.Join(", ", lecture.Ignorees.Take(20))}.",
        };
        await book.FinishAsync(session, row, bilan, ct);
        if (TacheRetour.TextOf(row, bilan) is { } text)
            await tasks.AddAsync(session, etablissement.Code, TypeTache.RetourScolarix, TacheRetour.SubjectOf(row), text, ct);
    }

    private async Task<BilanRetour> RecordAsync(WriteSession session, EtablissementModel etablissement, RetourRow row,
        LectureRetour lecture, long ordre, CancellationToken ct)
    {
        var (accepted, unchanged) = (0, 0);
        var seen = lecture.Refusees.Select(r => new LigneVue(NatureLigne.Refusee, r)).ToList();
        foreach (var (ligne, inscription) in lecture.Lues)
        {
            var suite = await recorder.RecordAsync(session, etablissement, Enrolment(row.Session, inscription), ordre, last: false, ct,
                refusable: true);
            if (suite.Sort == SortInscription.Prise) accepted++;
            else if (suite.Sort == SortInscription.Inchangee) unchanged++;
            else
                seen.Add(new LigneVue(NatureOf(suite.Sort), new RefusRetour(
                    ligne, suite.Champ, inscription.Ine, suite.Motif!, inscription.CodeCandidat?.ToString(CultureInfo.InvariantCulture))));
        }

        return new BilanRetour { Acceptees = accepted, Inchangees = unchanged, Vues = [.. seen.OrderBy(v => v.Ligne.Ligne)] };
    }

    private static NatureLigne NatureOf(SortInscription sort) => sort switch
    {
        SortInscription.Depassee => NatureLigne.Depassee,
        SortInscription.NonRapprochee => NatureLigne.NonRapprochee,
        _ => NatureLigne.Refusee,
    };

    private static InscriptionRecue Enrolment(int session, InscriptionRetour line) => new()
    {
        Session = session, CodeCandidat = line.CodeCandidat, Ine = line.Ine, CodeFormationPsup = line.CodeFormation, Type = line.Type,
        Origine = OrigineInscription.FichierScolarix, Payee = line.Payee, Annulee = line.Annulee, DateMaj = Paris.FromLocal(line.Date),
    };
}
