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
/// Takes the lines of a daily file into the table de travail, some of them in a transaction so that nobody waits for the whole (rule
/// J1), and then starts the feedback at once: Parcoursup is brought up to date at the end of each enrolment day (seed 003 §2, rule F5),
/// whatever hour the file comes at. After a kill it goes on where it was.
/// </summary>
// Six parameters: one file touches enrolments, their feedback, tasks and its own row, in its own transactions.
internal sealed class RetourApplier(
    Database database, IJournalSql sql, RetourBook book, InscriptionRecorder recorder, RemonteeBook remontees, TacheBook tasks)
    : ILargeMessageApplier
{
    public static readonly BudgetRetour Budget = new(LineBudget.MostLines, LineBudget.MostRefused);

    public Canal Canal => Canal.Retour;

    public async Task ApplyAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        var id = long.Parse(message.Compte!, CultureInfo.InvariantCulture);
        if (await book.FindAsync(etablissement.Code, id, ct) is not { IsOver: false } noted)
        {
            await database.WriteAsync(session => sql.MarkAppliedAsync(session, etablissement.Code, [message.Id], ct), ct);
            return;
        }

        var options = etablissement.Document.Scolarix?.Retour ?? new();
        var lecture = new RetourReader(options, Budget).Read(message.Corps, Paris.At(noted.RecuLe).DateTime);
        if (lecture.Illisible is { } why)
        {
            await OnAsync(etablissement, id, (session, row) => RejectAsync(session, etablissement, message, row, why, ct), ct);
            return;
        }

        foreach (var lot in LignesOf(lecture).Chunk(LineBudget.LinesPerPiece))
            if (!await OnAsync(etablissement, id, (session, row) => RecordAsync(session, etablissement, row, lot, message.Id, ct), ct))
                return;
        await OnAsync(etablissement, id, (session, row) => FinishAsync(session, etablissement, message, row, lecture, ct), ct);
    }

    // False when somebody else has finished the file: another node may have taken it over.
    private Task<bool> OnAsync(EtablissementModel etablissement, long id, Func<WriteSession, RetourRow, Task> work, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            if (await book.FindAsync(session, etablissement.Code, id, ct) is not { IsOver: false } row) return false;
            await work(session, row);
            return true;
        }, ct);

    private async Task RejectAsync(
        WriteSession session, EtablissementModel etablissement, MessageEntrant message, RetourRow row, string why, CancellationToken ct)
    {
        await RetourBook.RejectAsync(session, row, why, ct);
        await tasks.AddAsync(session, etablissement.Code, TypeTache.RetourScolarix, TacheRetour.SubjectOf(row),
            $"Le fichier de Scolarix « {row.Nom} » est illisible : {why}", ct);
        await sql.MarkAppliedAsync(session, etablissement.Code, [message.Id], ct);
    }

    private async Task RecordAsync(
        WriteSession session, EtablissementModel etablissement, RetourRow row, LigneLue[] lot, long ordre, CancellationToken ct)
    {
        var (accepted, unchanged, seen) = (0, 0, new List<LigneVue>());
        foreach (var line in lot.Where(l => l.Ligne > row.Atteinte))
        {
            if (line.Refus is { } refus)
            {
                seen.Add(new LigneVue(NatureLigne.Refusee, refus));
                continue;
            }

            var inscription = line.Inscription!;
            var suite = await recorder.RecordAsync(
                session, etablissement, Enrolment(row.Session, inscription), ordre, last: false, ct, refusable: true);
            if (suite.Sort == SortInscription.Prise) accepted++;
            else if (suite.Sort == SortInscription.Inchangee) unchanged++;
            else
                seen.Add(new LigneVue(NatureOf(suite.Sort), new RefusRetour(
                    line.Ligne, suite.Champ, inscription.Ine, suite.Motif!,
                    inscription.CodeCandidat?.ToString(CultureInfo.InvariantCulture))));
        }

        await book.AdvanceAsync(session, row, new LotRetour(Math.Max(row.Atteinte, lot[^1].Ligne), accepted, unchanged, seen), ct);
    }

    private async Task FinishAsync(
        WriteSession session, EtablissementModel etablissement, MessageEntrant message, RetourRow row, LectureRetour lecture,
        CancellationToken ct)
    {
        // Unresolved ones count too: a targeted pull may resolve them while the run is under way.
        var remontee = lecture.Lues.Count > 0 && etablissement.Document.ConnecteALaSource()
            ? (await remontees.StartAsync(session, etablissement.Code, null, $"retour Scolarix {row.Id}", ct)).Id : (long?)null;
        var bilan = await RetourBook.SumAsync(session, row, ct) with
        {
            Remontee = remontee, Message = lecture.Ignorees.Count == 0 ? null
                : $"Colonnes ignorées : {string.Join(", ", lecture.Ignorees.Take(20))}.",
        };
        await RetourBook.FinishAsync(session, row, bilan, ct);
        if (TacheRetour.TextOf(row, bilan) is { } text)
            await tasks.AddAsync(session, etablissement.Code, TypeTache.RetourScolarix, TacheRetour.SubjectOf(row), text, ct);
        await sql.MarkAppliedAsync(session, etablissement.Code, [message.Id], ct);
    }

    private static IEnumerable<LigneLue> LignesOf(LectureRetour lecture) =>
        lecture.Lues.Select(l => new LigneLue(l.Ligne, l.Inscription, null))
            .Concat(lecture.Refusees.Select(r => new LigneLue(r.Ligne, null, r))).OrderBy(l => l.Ligne);

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

    private sealed record LigneLue(int Ligne, InscriptionRetour? Inscription, RefusRetour? Refus);
}
