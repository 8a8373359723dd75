using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>
/// Applies the answer to a pull as it is read: every candidate in it, some hundreds in a transaction, then who is absent
/// from it (rule C7). Only the keys of the list stay in memory. Applied again after a kill, what was applied before is
/// not newer than itself (rule B5) and changes nothing.
/// </summary>
// Ten parameters: one answer touches candidates, guards, enrolments, tasks and what is told, in its own transactions.
internal sealed class RecuperationApplier(
    Database database, IJournalSql sql, LargeBodies bodies, LoadInProgress load, DisappearanceGuarding disappearances,
    InscriptionReprise inscriptions, AutresVoeux others, TacheBook tasks, EvenementBook events, Arrivees arrivees) : ILargeMessageApplier
{
    private const int BatchSize = 500;

    public Canal Canal => Canal.Recuperation;

    public async Task ApplyAsync(EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        var id = long.Parse(message.Compte!, CultureInfo.InvariantCulture);
        if (await database.FirstOrDefaultAsync<RecuperationRow>("SELECT * FROM recuperation WHERE id = @id", new { id }, ct)
            is not { } pull)
        {
            await database.WriteAsync(session => sql.MarkAppliedAsync(session, etablissement.Code, [message.Id], ct), ct);
            return;
        }

        await using var body = message.CorpsVolumineux is { } stored ? bodies.OpenRead(stored)
            : new MemoryStream(message.Corps, writable: false);
        var list = new ListeRecuperee();
        await foreach (var element in CandidatsAdmisReader.ReadAsync(body, null, ct))
        {
            list.Take(element);
            if (list.Pending < BatchSize) continue;
            if (!await InTransactionAsync(session => ApplyBatchAsync(session, etablissement, pull, message, list, ct))) return;
        }

        await InTransactionAsync(session => FinishAsync(session, etablissement, pull, message, list, ct));

        // False when somebody else has finished the message: another node may have taken it over.
        Task<bool> InTransactionAsync(Func<WriteSession, Task> work) => database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement = @Code AND id = @Id",
                new { etablissement.Code, message.Id }, ct) == 0)
                return false;
            await work(session);
            return true;
        }, ct);
    }

    /// <summary>A pull whose answer cannot be applied has failed: whoever waits for it hears so.</summary>
    public async Task SetAsideAsync(WriteSession session, EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "UPDATE recuperation SET etat = @etat, message = @text WHERE CAST(id AS TEXT) = @Compte AND etablissement = @Code",
            new
            {
                etat = nameof(EtatRecuperation.Echec), message.Compte, etablissement.Code,
                text = $"La réponse de Parcoursup (message {message.Id}) n'a pas pu être appliquée : elle est conservée, transmettre ce "
                    + "numéro au support, puis relancer la récupération.",
            }, ct);
        await LoadInProgress.EndAsync(session, etablissement.Code, LoadOf(message), ct);
    }

    private static string LoadOf(MessageEntrant message) => $"message {message.Id}";

    private async Task ApplyBatchAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, MessageEntrant message, ListeRecuperee list,
        CancellationToken ct)
    {
        await load.ExtendAsync(session, etablissement.Code, LoadOf(message), ct);
        await RecordAsync(session, etablissement, pull, message, list, ct);
    }

    private async Task RecordAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, MessageEntrant message, ListeRecuperee list,
        CancellationToken ct)
    {
        var (read, incomplete) = list.TakePending();
        foreach (var (index, candidat) in incomplete)
            await tasks.AddAsync(session, etablissement.Code, TypeTache.CandidatIllisible, $"récupération {pull.Id}, candidat {index + 1}",
                $"Un candidat de la récupération {pull.Id} (rang {index + 1}{Named(candidat)}) est illisible : {candidat.Champ} : "
                + $"{candidat.Message}", ct);

        var book = await arrivees.LoadAsync(session, etablissement.Code, read.Select(c => c.Candidat.Key), ct);
        // What the answer says was true when the request left (rule B5).
        var arrivee = new Arrivee
        {
            Source = ParcoursupSource.Name, Ordre = message.Id, Le = pull.PartieLe ?? message.RecuLe,
            Recu = pull.InstantMetier ?? message.RecuLe, Instantane = true,
        };
        foreach (var candidat in read)
        {
            var accepted = book.Record(arrivee, candidat.Candidat, VoeuRouting.Route(etablissement, candidat, pull.Uai).Voeu, pull.Uai);
            if (accepted && pull.CodeCandidat is null)
                await others.LookUpAsync(session, etablissement, book, candidat.Voeu.Key, pull.Uai, ct);
        }

        await arrivees.SaveAsync(session, etablissement.Code, book, ct);
    }

    private async Task FinishAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, MessageEntrant message, ListeRecuperee list,
        CancellationToken ct)
    {
        await RecordAsync(session, etablissement, pull, message, list, ct);
        var told = new List<Evenement>();
        var outcome = await disappearances.ApplyAsync(
            session, etablissement, pull, await SessionsAsync(session, etablissement, pull, list, ct), list, told, ct);
        await events.AppendAsync(session, etablissement.Code, told, ct);
        await session.ExecuteAsync(
            """
            UPDATE recuperation SET etat = @etat, candidats = @Count, par_formation = @byFormation, effectifs = @effectifs,
            de_confiance = @trusted, message = @message WHERE id = @Id
            """,
            new
            {
                etat = (list.Failure is null ? EtatRecuperation.Terminee : EtatRecuperation.Echec).ToString(), list.Count,
                byFormation = JsonText.Of(list.ByFormation), effectifs = EffectifBook.Text(DisappearanceGuarding.CountsOf(list)),
                trusted = outcome.Trusted, message = list.Failure ?? outcome.Message, pull.Id,
            }, ct);
        await inscriptions.RetryUnresolvedAsync(session, etablissement, pull.CodeCandidat, ct);
        await LoadInProgress.EndAsync(session, etablissement.Code, LoadOf(message), ct);
        await sql.MarkAppliedAsync(session, etablissement.Code, [message.Id], ct);
    }

    private static async Task<IReadOnlyCollection<int>> SessionsAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, ListeRecuperee list, CancellationToken ct)
    {
        // Where nobody can be read, the list is about the session that is under way: those who are known of it may be missing.
        if (pull.CodeCandidat is null)
            return list.Sessions.Count > 0 || list.Unreadable.Count == 0 ? list.Sessions
                : await session.ScalarAsync<int?>(
                    "SELECT MAX(session) FROM candidat WHERE etablissement = @Code", new { etablissement.Code }, ct)
                    is { } current ? [current] : [];
        // An old session's candidate of the same number is somebody else: only the newest one is asked about.
        var newest = await session.ScalarAsync<int?>(
            "SELECT MAX(session) FROM candidat WHERE etablissement = @Code AND code_candidat = @CodeCandidat",
            new { etablissement.Code, pull.CodeCandidat }, ct);
        return newest is { } annee ? [.. list.Sessions.Append(annee).Distinct()] : list.Sessions;
    }

    private static string Named(CandidatIncomplet candidat) =>
        candidat.CodeCandidat is { } dossier ? $", dossier {dossier}" : candidat.Ine is { } ine ? $", INE {ine}" : "";
}
