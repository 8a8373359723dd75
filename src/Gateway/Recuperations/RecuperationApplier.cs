using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup;
using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Chronologie;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Inscriptions;
using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Storage;
using Parcoursup.Gateway.Taches;

namespace Parcoursup.Gateway.Recuperations;

/// <summary>Applies the answer to a pull: every candidate in it, then who is absent from it (rule C7).</summary>
internal sealed class RecuperationApplier(
    DisappearanceKeeper disappearances, InscriptionRecorder inscriptions, TaskBook tasks, EventBook events) : IMessageApplier
{
    public Canal Canal => Canal.Recuperation;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            await ApplyAsync(session, etablissement, message, ct);
    }

    private async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, MessageEntrant message, CancellationToken ct)
    {
        var id = long.Parse(message.Compte!, CultureInfo.InvariantCulture);
        if (await session.FirstOrDefaultAsync<RecuperationRow>("SELECT * FROM recuperation WHERE id = @id", new { id }, ct) is not { } pull) return;

        var (read, incomplete, failure) = await ReadAsync(message, ct);
        foreach (var (index, candidat) in incomplete)
            await tasks.AddAsync(session, etablissement.Code, TypeTache.CandidatIllisible, $"récupération {id}, candidat {index + 1}",
                $"Un candidat de la récupération {id} (rang {index + 1}{Named(candidat)}) est illisible : {candidat.Champ} : {candidat.Message}", ct);

        var book = pull.CodeCandidat is null
            ? await CandidatBook.LoadSessionsAsync(session, etablissement.Code, read.Select(c => c.Candidat.Session), ct)
            : await CandidatBook.LoadAsync(session, etablissement.Code, await KnownAsync(session, etablissement, pull, read, ct), ct);
        var before = book.Voeux.Where(v => v.Uai == pull.Uai).ToList();
        foreach (var candidat in read)
            book.Record(candidat.Candidat, VoeuRouting.Route(etablissement, candidat, pull.Uai).Voeu, pull.Uai, message.Id, pull.PartieLe ?? message.RecuLe);

        var present = read.Select(c => c.Voeu.Key).ToHashSet();
        var outcome = await disappearances.ApplyAsync(session, etablissement, pull, book, before, present, complete: failure is null, ct);
        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, etablissement.Code, book.Events, ct);
        await session.ExecuteAsync(
            "UPDATE recuperation SET etat = @etat, candidats = @count, par_formation = @byFormation, de_confiance = @trusted, message = @message WHERE id = @id",
            new
            {
                etat = (failure is null ? EtatRecuperation.Terminee : EtatRecuperation.Echec).ToString(), count = read.Count,
                byFormation = JsonText.Of(read.GroupBy(c => c.Voeu.Key.CodeFormationPsup).ToDictionary(g => g.Key, g => g.Count())),
                trusted = outcome.Trusted, message = failure ?? outcome.Message, id,
            }, ct);
        await inscriptions.RetryUnresolvedAsync(session, etablissement, pull.CodeCandidat, ct);
    }

    private static async Task<(List<CandidatLu> Read, List<(int Index, CandidatIncomplet)> Incomplete, string? Failure)> ReadAsync(MessageEntrant message, CancellationToken ct)
    {
        var read = new List<CandidatLu>();
        var incomplete = new List<(int, CandidatIncomplet)>();
        string? failure = null;
        using var stream = new MemoryStream(message.Corps, writable: false);
        await foreach (var element in CandidatsAdmisReader.ReadAsync(stream, null, ct))
            switch (element)
            {
                case CandidatRecu { Lecture: CandidatLu candidat }: read.Add(candidat); break;
                case CandidatRecu { Lecture: CandidatIncomplet broken, Index: var index }: incomplete.Add((index, broken)); break;
                case ListeRefusee refused: failure = refused.Message; break;
                case ListeIllisible unreadable: failure = unreadable.Message; break;
            }

        return (read, incomplete, failure);
    }

    private static async Task<IEnumerable<CandidatKey>> KnownAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, IEnumerable<CandidatLu> read, CancellationToken ct)
    {
        // An old session's candidate of the same number is somebody else: only the newest one is asked about.
        var newest = await session.ScalarAsync<int?>(
            "SELECT MAX(session) FROM candidat WHERE etablissement = @code AND code_candidat = @CodeCandidat", new { code = etablissement.Code, pull.CodeCandidat }, ct);
        var keys = read.Select(c => c.Candidat.Key);
        return newest is { } annee ? keys.Append(new CandidatKey(annee, pull.CodeCandidat!.Value)) : keys;
    }

    private static string Named(CandidatIncomplet candidat) =>
        candidat.CodeCandidat is { } dossier ? $", dossier {dossier}" : candidat.Ine is { } ine ? $", INE {ine}" : "";
}
