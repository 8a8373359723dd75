using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>What a pull told about absences.</summary>
internal sealed record DisappearanceOutcome(bool Trusted, string? Message);

/// <summary>
/// Rule C7: a wish that is absent from a trusted full pull is noted, and counts as withdrawn when a second trusted
/// pull, at least six hours later, or a targeted pull confirms it.
/// </summary>
internal sealed class DisappearanceGuarding(FormationTrust formations, DisappearanceGardes guards)
{
    /// <param name="sessions">The sessions that the list is about.</param>
    public async Task<DisappearanceOutcome> ApplyAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, IReadOnlyCollection<int> sessions,
        ListeRecuperee list, ICollection<Evenement> told, CancellationToken ct)
    {
        if (list.Failure is not null) return new(false, null);
        var unreadable = await PresentsIllisibles.OfAsync(session, etablissement.Code, list.Unreadable, ct);
        if (unreadable.PeutEtreQuiconque)
            return new(false, $"La récupération {pull.Id} ({pull.Uai}) contient des candidats illisibles que rien n'identifie : aucune "
                + "disparition n'est comptée.");

        var unseen = (await Absences.UnseenAsync(session, etablissement.Code, pull, sessions, ct))
            .Where(v => !list.Present.Contains(v.Key)).ToList();
        var standing = unseen.Where(v => unreadable.Names(v.Key)).ToList();
        await Absences.ForgetAsync(session, etablissement.Code, pull, standing, ct);
        var absent = unseen.Except(standing).Where(v => !unreadable.MayBeIn(v.CodeFormation)).ToList();
        if (pull.CodeCandidat is not null)
        {
            // A targeted pull confirms what a full one has noted; by itself it only notes.
            await Absences.NoteAsync(session, etablissement, pull, absent, voeu => voeu.AbsentComplet, told, ct);
            return new(false, null);
        }

        var last = await LastTrustedAsync(session, etablissement.Code, pull, ct);
        var count = list.Count;
        // A first pull is compared with what has been pushed: who is in neither cannot be missing.
        var reference = last?.Candidats ?? count + absent.Count;
        if (!DisappearanceGuard.IsTrusted(etablissement.Regles, count, reference))
            return await DistrustAsync(session, etablissement, pull, count, reference, ct);

        await guards.OvertakeAsync(session, etablissement.Code, pull.Uai, ct);
        var effectifs = new Effectifs(
            Effectifs.Count(FormationsOf(list).Concat(standing.Select(FormationOf)).Concat(Others(list, unreadable, standing, sessions))),
            Effectifs.Count(absent.Select(FormationOf)), unreadable);
        var distrusted = await formations.JudgeAsync(session, etablissement, pull, effectifs, last, ct);
        var enough = TimeSpan.FromHours(etablissement.Regles.HeuresEntreRecuperations);
        await Absences.NoteAsync(session, etablissement, pull, absent.Where(v => !distrusted.Contains(FormationOf(v))),
            voeu => pull.InstantMetier - voeu.AbsentLe >= enough, told, ct);

        return new(true, distrusted.Count == 0 ? null
            : $"Trop d'absents d'un coup dans les formations {string.Join(", ", distrusted.Select(f => f.Formation).Distinct().Order())} : "
                + "leurs disparitions ne sont pas comptées tant que la garde de chacune n'est pas confirmée.");
    }

    /// <summary>The candidates of a list by session and formation.</summary>
    public static IReadOnlyDictionary<FormationKey, int> CountsOf(ListeRecuperee list) => Effectifs.Count(FormationsOf(list));

    private static IEnumerable<FormationKey> FormationsOf(ListeRecuperee list) =>
        list.Present.Select(k => new FormationKey(k.Session, k.CodeFormationPsup));

    // They count where they stand, whatever is known of their wishes; in a list of several sessions nothing says of which they are.
    private static IEnumerable<FormationKey> Others(
        ListeRecuperee list, PresentsIllisibles unreadable, IEnumerable<VoeuRow> standing, IReadOnlyCollection<int> sessions) =>
        sessions.Count != 1 ? []
            : unreadable.Autres(list.Present, standing.Select(v => v.Key)).Select(f => new FormationKey(sessions.Single(), f));

    private static FormationKey FormationOf(VoeuRow voeu) => new(voeu.Session, voeu.CodeFormation);

    private static Task<RecuperationRow?> LastTrustedAsync(
        WriteSession session, string etablissement, RecuperationRow pull, CancellationToken ct) =>
        session.FirstOrDefaultAsync<RecuperationRow>(
            """
            SELECT * FROM recuperation WHERE etablissement = @etablissement AND uai = @Uai AND de_confiance AND id < @Id ORDER BY id DESC
            LIMIT 1
            """,
            new { etablissement, pull.Uai, pull.Id }, ct);

    private async Task<DisappearanceOutcome> DistrustAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, int count, int reference, CancellationToken ct)
    {
        var message =
            $"La récupération {pull.Id} ({pull.Uai}) ne contient que {count} candidatures contre {reference} connues auparavant : "
            + "aucune disparition n'est comptée. "
            + (count > 0
                ? "Si Parcoursup confirme ce nombre, confirmer la garde : il deviendra la nouvelle référence."
                : "Une liste vide ne retire jamais personne : vérifier dans Parcoursup que l'établissement y a des candidats admis, puis "
                    + "récupérer à nouveau.");
        if (count > 0)
            await guards.HoldAsync(session, etablissement.Code, pull, new Manque(pull.Uai, count, reference, message), ct);
        return new(false, message);
    }
}
