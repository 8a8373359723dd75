using System.Globalization;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>Rule F2: to which formation of a known candidate an enrolment belongs.</summary>
public sealed class FormationResolver
{
    public async Task<Rapprochement> ResolveAsync(
        WriteSession session, EtablissementModel etablissement, CandidatKey key, InscriptionRecue ia, ChampsInscription champs,
        CancellationToken ct)
    {
        var wishes = await session.QueryAsync<WishRow>(
            """
            SELECT DISTINCT code_formation, code_decision FROM voeu
            WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier
            """,
            new { code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct);
        var formations = ia switch
        {
            { CodeFormationPsup: { } formation } =>
                wishes.Any(w => w.CodeFormation == formation) || etablissement.Formation(formation) is not null ? [formation] : [],
            { Vet: { } vet } => await OfVetAsync(session, etablissement, key, vet, wishes, ct),
            _ => await UnnamedAsync(session, etablissement.Code, key, ia, wishes, ct),
        };
        return formations.Count switch
        {
            1 => new(key, formations[0], null),
            0 => new(key, null, Unknown(ia, champs), champs.CodeFormation),
            _ => new(key, null,
                $"Plusieurs formations de ce dossier correspondent ({string.Join(", ", formations.Order())}) : "
                + $"indiquer {champs.CodeFormation}.",
                champs.CodeFormation),
        };
    }

    private static string Unknown(InscriptionRecue ia, ChampsInscription champs) => ia switch
    {
        { CodeFormationPsup: { } formation } => string.Create(CultureInfo.InvariantCulture,
            $"La formation {formation} n'est ni un vœu de ce candidat, ni dans la correspondance des formations : ")
            + $"vérifier {champs.CodeFormation}, ou ajouter la formation à la configuration.",
        { Vet: { } vet } => $"La VET {vet.CodEtp}-{vet.CodVrsVet} n'est celle d'aucune candidature de ce dossier : "
            + "vérifier la correspondance des formations.",
        _ => $"La formation de cette inscription n'est pas connue : indiquer {champs.CodeFormation}.",
    };

    // What lives comes first: what was ever sent, whatever the mapping says today, then what the mapping leads to; then what does not.
    private static async Task<IReadOnlyList<int>> OfVetAsync(
        WriteSession session, EtablissementModel etablissement, CandidatKey key, VetRecue vet, IReadOnlyList<WishRow> wishes,
        CancellationToken ct)
    {
        var candidat = (await session.FirstOrDefaultAsync<CandidatRow>(
            "SELECT * FROM candidat WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier",
            new { code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct))!;
        var sent = candidat.ReadTentees().Where(t => Names(vet, t.Cible)).SelectMany(t => t.Soutiens).Select(k => k.CodeFormationPsup)
            .ToList();
        var mapped = wishes.Select(w => w.CodeFormation)
            .Where(w => etablissement.Formation(w)?.Cibles().Any(c => Names(vet, c.Cible)) == true).ToList();
        var live = wishes.Where(w => VoeuRow.IsLive(w.CodeDecision)).Select(w => w.CodeFormation).ToHashSet();
        IEnumerable<int>[] choices = [sent.Where(live.Contains), mapped.Where(live.Contains), sent, mapped];
        return [.. (choices.FirstOrDefault(c => c.Any()) ?? []).Distinct()];
    }

    private static bool Names(VetRecue vet, CibleVet cible) =>
        cible.CodEtp == vet.CodEtp && cible.CodVrsVet == vet.CodVrsVet && (vet.CodCge is null || vet.CodCge == cible.CodCge);

    // Whoever does not name the formation speaks of the wish that lives; once it does not any more, of the enrolment that
    // he told before. A cancellation speaks of that one first.
    private static async Task<IReadOnlyList<int>> UnnamedAsync(
        WriteSession session, string etablissement, CandidatKey key, InscriptionRecue ia, IReadOnlyList<WishRow> wishes,
        CancellationToken ct)
    {
        var told = await session.QueryAsync<ToldRow>(
            """
            SELECT code_formation, annulee FROM inscription
            WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier AND type = @type
              AND code_formation IS NOT NULL
            """,
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat, type = ia.Type.ToString() }, ct);
        var live = wishes.Where(w => VoeuRow.IsLive(w.CodeDecision)).Select(w => w.CodeFormation);
        var open = told.Where(t => !t.Annulee).Select(t => t.CodeFormation);
        var all = told.Select(t => t.CodeFormation);
        IEnumerable<int>[] choices = ia.Annulee ? [open, all, live] : [live, open, all];
        return [.. (choices.FirstOrDefault(c => c.Any()) ?? wishes.Select(w => w.CodeFormation)).Distinct()];
    }

    private sealed class WishRow
    {
        public int CodeFormation { get; init; }
        public string? CodeDecision { get; init; }
    }

    private sealed class ToldRow
    {
        public int CodeFormation { get; init; }
        public bool Annulee { get; init; }
    }
}
