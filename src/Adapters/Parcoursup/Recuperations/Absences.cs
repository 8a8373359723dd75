using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>Rule C7: the wishes that a pull might have named, and what is noted of those that it does not.</summary>
internal static class Absences
{
    private const int ChunkSize = 500;

    /// <summary>
    /// Known wishes that nothing has been heard of since the request left. Those present have just been seen, unless something newer is
    /// known of them: keys are enough to tell who is absent.
    /// </summary>
    public static async Task<IReadOnlyList<VoeuRow>> UnseenAsync(
        WriteSession session, string etablissement, RecuperationRow pull, IReadOnlyCollection<int> sessions, CancellationToken ct)
    {
        if (sessions.Count == 0) return [];
        return await session.QueryAsync<VoeuRow>(
            """
            SELECT session, code_candidat, code_formation, internat, absent_le FROM voeu
            WHERE etablissement = @etablissement AND session IN @sessions AND uai = @Uai AND situation IN (1, 2) AND NOT disparu
            AND vu_le < @PartieLe
            """ + (pull.CodeCandidat is null ? "" : " AND code_candidat = @CodeCandidat"),
            new { etablissement, sessions = sessions.ToArray(), pull.Uai, pull.PartieLe, pull.CodeCandidat }, ct);
    }

    /// <summary>They stand in the list, though they cannot be read: what was noted of their absence is void.</summary>
    public static async Task ForgetAsync(
        WriteSession session, string etablissement, RecuperationRow pull, IEnumerable<VoeuRow> standing, CancellationToken ct)
    {
        foreach (var rows in standing.Where(v => v.AbsentLe is not null).Chunk(ChunkSize))
        {
            var book = await CandidatSet.LoadAsync(session, etablissement, rows.Select(r => r.Key.Candidat), ct);
            foreach (var voeu in rows.Select(r => book.Voeu(r.Key)!))
            {
                (voeu.AbsentLe, voeu.AbsentComplet) = (null, false);
                voeu.VuLe = pull.PartieLe ?? voeu.VuLe;
                book.Changed(voeu);
            }

            await book.SaveAsync(session, ct);
        }
    }

    public static async Task NoteAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, IEnumerable<VoeuRow> absent,
        Func<VoeuRow, bool> confirmed, ICollection<Evenement> told, CancellationToken ct)
    {
        foreach (var rows in absent.Chunk(ChunkSize))
        {
            var book = await CandidatSet.LoadAsync(session, etablissement.Code, rows.Select(r => r.Key.Candidat), ct);
            foreach (var voeu in rows.Select(r => book.Voeu(r.Key)!)) Note(book, voeu, pull, confirmed(voeu));
            await book.SaveAsync(session, ct);
            foreach (var evenement in book.Events) told.Add(evenement);
        }
    }

    private static void Note(CandidatSet book, VoeuRow voeu, RecuperationRow pull, bool confirmed)
    {
        if (confirmed)
        {
            voeu.Disparu = true;
            book.MarkForEvaluation(voeu.Key.Candidat);
            Tell($"La candidature n'est plus dans Parcoursup : désistement confirmé par la récupération {pull.Id}.");
        }
        else if (voeu.AbsentLe is null)
        {
            Tell($"La candidature est absente de la récupération {pull.Id} : à confirmer par une seconde récupération.");
        }

        voeu.AbsentLe ??= pull.InstantMetier;
        voeu.AbsentComplet |= pull.CodeCandidat is null;
        book.Changed(voeu);

        void Tell(string text) => book.Tell(voeu.Key.Candidat, voeu.CodeFormation, NatureEvenement.Absence, text, "règle C7");
    }
}
