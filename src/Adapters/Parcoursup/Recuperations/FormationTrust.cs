using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>How many of each formation a list has, and how many known here it lacks.</summary>
internal sealed record Effectifs(
    IReadOnlyDictionary<FormationKey, int> Presents, IReadOnlyDictionary<FormationKey, int> Absents, PresentsIllisibles Illisibles)
{
    public static IReadOnlyDictionary<FormationKey, int> Count(IEnumerable<FormationKey> formations) =>
        formations.CountBy(f => f).ToDictionary();
}

/// <summary>
/// Rule C7 for each formation of a list that is trusted as a whole. One that is not keeps its last trusted count until a person has
/// answered a guard of its own.
/// </summary>
internal sealed class FormationTrust(EffectifBook counts, DisappearanceGardes guards)
{
    /// <param name="before">The last trusted pull: its counts speak where none were kept yet.</param>
    /// <returns>The formations whose absences do not count.</returns>
    public async Task<IReadOnlySet<FormationKey>> JudgeAsync(
        WriteSession session, EtablissementModel etablissement, RecuperationRow pull, Effectifs list, RecuperationRow? before,
        CancellationToken ct)
    {
        var references = await counts.LoadAsync(session, etablissement.Code, pull.Uai, ct);
        var former = references.Count == 0 && before?.ParFormation is { } text ? JsonText.Read<Dictionary<int, int>>(text) : [];
        var open = await guards.OpenAsync(session, etablissement.Code, ct);
        var sessions = list.Presents.Keys.Select(f => f.Session).ToHashSet();
        var distrusted = new HashSet<FormationKey>();
        var known = references.Keys.Where(f => sessions.Contains(f.Session));
        // One with somebody whom nothing identifies cannot be counted: what was counted before stays.
        foreach (var formation in list.Presents.Keys.Union(list.Absents.Keys).Union(known)
            .Where(f => !list.Illisibles.MayBeIn(f.Formation)).OrderBy(f => f.Session).ThenBy(f => f.Formation))
        {
            var (here, absent) = (list.Presents.GetValueOrDefault(formation), list.Absents.GetValueOrDefault(formation));
            // One that was never counted is compared with what is known of it: it may have been pushed.
            var reference = references.TryGetValue(formation, out var kept) ? kept
                : former.TryGetValue(formation.Formation, out var counted) ? counted : here + absent;
            var sujet = Manque.SujetOf(pull.Uai, formation);
            if (absent == 0 || DisappearanceGuard.IsFormationTrusted(etablissement.Regles, here, reference))
            {
                if (kept != here || !references.ContainsKey(formation))
                    await counts.SaveAsync(session, etablissement.Code, pull.Uai, formation, here, ct);
                if (open.Contains(sujet)) await guards.OvertakeAsync(session, etablissement.Code, sujet, ct);
                continue;
            }

            distrusted.Add(formation);
            await counts.SaveAsync(session, etablissement.Code, pull.Uai, formation, reference, ct);
            await guards.HoldAsync(session, etablissement.Code, pull, new Manque(sujet, here, reference,
                $"La récupération {pull.Id} ({pull.Uai}) ne contient que {here} candidatures de la formation {formation.Formation} contre "
                + $"{reference} auparavant : ses disparitions ne sont pas comptées. Si Parcoursup confirme ce nombre, confirmer la garde : "
                + "il deviendra la nouvelle référence de cette formation ; sinon la rejeter."), ct);
        }

        return distrusted;
    }
}
