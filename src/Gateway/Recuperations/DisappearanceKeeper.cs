using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Chronologie;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Gardes;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Recuperations;

/// <summary>What a pull told about absences.</summary>
internal sealed record DisappearanceOutcome(bool Trusted, string? Message);

/// <summary>
/// Rule C7: a wish that is absent from a trusted full pull is noted, and counts as withdrawn when a second trusted
/// pull, at least six hours later, or a targeted pull confirms it.
/// </summary>
internal sealed class DisappearanceKeeper(GuardBook guards)
{
    /// <param name="before">The wishes of this UAI that were known before the pull.</param>
    /// <param name="complete">The list came whole.</param>
    public async Task<DisappearanceOutcome> ApplyAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, CandidatBook book, IReadOnlyList<VoeuRow> before,
        HashSet<VoeuKey> present, bool complete, CancellationToken ct)
    {
        if (!complete) return new(false, null);
        var absent = before.Where(v => v.Situation is Situation.Acceptee or Situation.AccepteeEnAttente && !v.Disparu && !present.Contains(v.Key) && v.VuLe < pull.PartieLe);
        if (pull.CodeCandidat is not null)
        {
            // A targeted pull confirms what a full one has noted; by itself it only notes.
            foreach (var voeu in absent.Where(v => v.CodeCandidat == pull.CodeCandidat)) Note(book, voeu, pull, confirmed: voeu.AbsentComplet);
            return new(false, null);
        }

        var last = await LastTrustedAsync(session, etablissement.Code, pull, ct);
        if (!DisappearanceGuard.IsTrusted(etablissement.Regles, present.Count, last?.Candidats))
            return await DistrustAsync(session, etablissement, pull, present.Count, last?.Candidats, ct);

        var counts = present.GroupBy(k => k.CodeFormationPsup).ToDictionary(g => g.Key, g => g.Count());
        var formerly = last?.ParFormation is { } text ? JsonText.Read<Dictionary<int, int>>(text) : [];
        var distrusted = new SortedSet<int>();
        foreach (var voeu in absent)
        {
            var formation = voeu.CodeFormation;
            if (formerly.TryGetValue(formation, out var former) && !DisappearanceGuard.IsFormationTrusted(etablissement.Regles, counts.GetValueOrDefault(formation), former))
                distrusted.Add(formation);
            else
                Note(book, voeu, pull, confirmed: pull.InstantMetier - voeu.AbsentLe >= TimeSpan.FromHours(etablissement.Regles.HeuresEntreRecuperations));
        }

        return new(true, distrusted.Count == 0 ? null
            : $"Trop d'absents d'un coup dans les formations {string.Join(", ", distrusted)} : leurs disparitions ne sont pas comptées.");
    }

    private static void Note(CandidatBook book, VoeuRow voeu, RecuperationRow pull, bool confirmed)
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

    private static Task<RecuperationRow?> LastTrustedAsync(WriteSession session, string etablissement, RecuperationRow pull, CancellationToken ct) =>
        session.FirstOrDefaultAsync<RecuperationRow>(
            "SELECT * FROM recuperation WHERE etablissement = @etablissement AND uai = @Uai AND de_confiance AND id < @Id ORDER BY id DESC LIMIT 1",
            new { etablissement, pull.Uai, pull.Id }, ct);

    private async Task<DisappearanceOutcome> DistrustAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, int count, int? last, CancellationToken ct)
    {
        var message = $"La récupération {pull.Id} ({pull.Uai}) ne contient que {count} candidatures contre {last ?? 0} la fois précédente : aucune disparition n'est comptée. "
            + (count > 0
                ? "Si Parcoursup confirme ce nombre, confirmer la garde : il deviendra la nouvelle référence."
                : "Une liste vide ne retire jamais personne : vérifier dans Parcoursup que l'établissement y a des candidats admis, puis récupérer à nouveau.");
        if (count > 0 && await guards.OpenAsync(session, etablissement.Code, TypeGarde.Disparitions, null, ct) is null)
            await guards.InsertAsync(session, etablissement.Code, TypeGarde.Disparitions, DateOnly.FromDateTime(pull.InstantMetier!.Value.Date),
                (last ?? 0) - count, last ?? 0, null, message, JsonText.Of(pull.Id), ct);
        return new(false, message);
    }
}
