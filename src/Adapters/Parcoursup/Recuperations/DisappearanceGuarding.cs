using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>What a pull told about absences.</summary>
internal sealed record DisappearanceOutcome(bool Trusted, string? Message);

/// <summary>
/// Rule C7: a wish that is absent from a trusted full pull is noted, and counts as withdrawn when a second trusted
/// pull, at least six hours later, or a targeted pull confirms it.
/// </summary>
internal sealed class DisappearanceGuarding(GardeBook guards)
{
    private const int ChunkSize = 500;

    /// <param name="sessions">The sessions that the list names.</param>
    /// <param name="present">The wishes in it.</param>
    /// <param name="complete">The list came whole.</param>
    public async Task<DisappearanceOutcome> ApplyAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, IReadOnlyCollection<int> sessions,
        HashSet<VoeuKey> present, bool complete, ICollection<Evenement> told, CancellationToken ct)
    {
        if (!complete) return new(false, null);
        if (pull.CodeCandidat is not null)
        {
            // A targeted pull confirms what a full one has noted; by itself it only notes.
            await NoteAsync(session, etablissement, pull, await AbsentAsync(session, etablissement, pull, sessions, present, ct), voeu =>
                voeu.AbsentComplet, told, ct);
            return new(false, null);
        }

        var last = await LastTrustedAsync(session, etablissement.Code, pull, ct);
        if (!DisappearanceGuard.IsTrusted(etablissement.Regles, present.Count, last?.Candidats))
            return await DistrustAsync(session, etablissement, pull, present.Count, last?.Candidats, ct);

        var counts = present.GroupBy(k => k.CodeFormationPsup).ToDictionary(g => g.Key, g => g.Count());
        var formerly = last?.ParFormation is { } text ? JsonText.Read<Dictionary<int, int>>(text) : [];
        var absent = await AbsentAsync(session, etablissement, pull, sessions, present, ct);
        var distrusted = absent.Select(k => k.CodeFormationPsup).Distinct()
            .Where(f => formerly.TryGetValue(f, out var former)
                && !DisappearanceGuard.IsFormationTrusted(etablissement.Regles, counts.GetValueOrDefault(f), former))
            .ToHashSet();
        var enough = TimeSpan.FromHours(etablissement.Regles.HeuresEntreRecuperations);
        await NoteAsync(session, etablissement, pull, absent.Where(k => !distrusted.Contains(k.CodeFormationPsup)), voeu =>
            pull.InstantMetier - voeu.AbsentLe >= enough, told, ct);

        return new(true, distrusted.Count == 0 ? null
            : $"Trop d'absents d'un coup dans les formations {string.Join(", ", distrusted.Order())} : leurs disparitions ne sont pas "
                + $"comptées.");
    }

    // Those present have just been seen, unless something newer is known of them: keys are enough to tell who is absent.
    private static async Task<IReadOnlyList<VoeuKey>> AbsentAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, IReadOnlyCollection<int> sessions,
        HashSet<VoeuKey> present, CancellationToken ct)
    {
        if (sessions.Count == 0) return [];
        var unseen = await session.QueryAsync<VoeuRow>(
            """
            SELECT session, code_candidat, code_formation, internat FROM voeu
            WHERE etablissement = @code AND session IN @sessions AND uai = @Uai AND situation IN (1, 2) AND NOT disparu
            AND vu_le < @PartieLe
            """ + (pull.CodeCandidat is null ? "" : " AND code_candidat = @CodeCandidat"),
            new { code = etablissement.Code, sessions = sessions.ToArray(), pull.Uai, pull.PartieLe, pull.CodeCandidat }, ct);
        return [.. unseen.Select(v => v.Key).Where(key => !present.Contains(key))];
    }

    private static async Task NoteAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, IEnumerable<VoeuKey> absent, Func<VoeuRow,
        bool> confirmed,
        ICollection<Evenement> told, CancellationToken ct)
    {
        foreach (var keys in absent.Chunk(ChunkSize))
        {
            var book = await CandidatSet.LoadAsync(session, etablissement.Code, keys.Select(k => k.Candidat), ct);
            foreach (var voeu in keys.Select(k => book.Voeu(k)!)) Note(book, voeu, pull, confirmed(voeu));
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

    private static Task<RecuperationRow?> LastTrustedAsync(WriteSession session, string etablissement, RecuperationRow pull,
        CancellationToken ct) =>
        session.FirstOrDefaultAsync<RecuperationRow>(
            """
            SELECT * FROM recuperation WHERE etablissement = @etablissement AND uai = @Uai AND de_confiance AND id < @Id ORDER BY id DESC
            LIMIT 1
            """,
            new { etablissement, pull.Uai, pull.Id }, ct);

    private async Task<DisappearanceOutcome> DistrustAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, int count, int? last, CancellationToken ct)
    {
        var message =
            $"La récupération {pull.Id} ({pull.Uai}) ne contient que {count} candidatures contre {last ?? 0} la fois précédente : "
            + "aucune disparition n'est comptée. "
            + (count > 0
                ? "Si Parcoursup confirme ce nombre, confirmer la garde : il deviendra la nouvelle référence."
                : "Une liste vide ne retire jamais personne : vérifier dans Parcoursup que l'établissement y a des candidats admis, puis "
                    + "récupérer à nouveau.");
        if (count > 0 && await guards.OpenAsync(session, etablissement.Code, TypeGarde.Disparitions, null, ct) is null)
            await guards.InsertAsync(session, etablissement.Code, TypeGarde.Disparitions,
                DateOnly.FromDateTime(pull.InstantMetier!.Value.Date),
                (last ?? 0) - count, last ?? 0, null, message, JsonText.Of(pull.Id), ct);
        return new(false, message);
    }
}
