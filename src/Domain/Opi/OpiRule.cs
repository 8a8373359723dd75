using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Domain.Opi;

/// <summary>A wish with the decision that counts for it.</summary>
public sealed record VoeuDecide(Voeu Voeu, Decision Decision);

/// <summary>
/// Rule C2: the desired OPI of a candidate, rendered per VET from the decisions on the wishes and from the VETs that
/// were ever attempted. A VET leaves as D, never by omission.
/// </summary>
public static class OpiRule
{
    public static OpiSouhaitee Compose(IEnumerable<VoeuDecide> voeux, IEnumerable<VetTentee> tentees)
    {
        var byKey = voeux.OrderBy(v => Rank(v.Voeu.Key)).ToList();
        var attempted = tentees.ToDictionary(t => t.Cible.Vet);
        var reserves = byKey.Where(v => v.Decision.Reserve is not null).Select(v => v.Decision.Reserve!).ToList();
        var items = new SortedDictionary<Vet, VoeuOpi>();

        // Without a VET the wish belongs to another system than Apogée.
        foreach (var group in byKey.Where(v => v.Decision is { EstVivante: true, Cible: not null }).GroupBy(v => v.Decision.Cible!.Vet))
        {
            var former = attempted.GetValueOrDefault(group.Key);
            var conflict = ConflictIn(group);
            if (conflict is null)
            {
                items[group.Key] = Live([.. group], HeldSupports(former, byKey));
                continue;
            }

            reserves.Add(conflict);
            if (former is not null)
                items[group.Key] = Frozen(former, conflict.Message);
        }

        foreach (var (vet, tentee) in attempted)
            if (!items.ContainsKey(vet))
                items[vet] = Unsupported(tentee, byKey);

        return new OpiSouhaitee([.. items.Values.Select(Ranked)], reserves);
    }

    /// <summary>What is attempted once this OPI leaves: the former attempts, brought up to date (rule E2).</summary>
    public static IReadOnlyList<VetTentee> Attempted(IEnumerable<VetTentee> before, OpiSouhaitee sent)
    {
        var all = before.ToDictionary(t => t.Cible.Vet);
        foreach (var item in sent.Voeux)
            all[item.Cible.Vet] = new VetTentee
            {
                Cible = item.Cible,
                DernierCode = item.Code,
                Soutiens = item.Soutiens.Count > 0 ? item.Soutiens : all.GetValueOrDefault(item.Cible.Vet)?.Soutiens ?? [],
            };
        return [.. all.Values.OrderBy(t => t.Cible.Vet)];
    }

    private static (int, int, bool) Rank(VoeuKey key) => (key.CodeCandidat, key.CodeFormationPsup, key.Internat);

    private static Reserve? ConflictIn(IGrouping<Vet, VoeuDecide> group)
    {
        var answers = group.Select(v => (v.Decision.Code, v.Decision.Cible!.CodCatOuiSi, v.Decision.Cible.MtfCat)).Distinct().Count();
        return answers == 1 ? null : new Reserve(
            $"formations.{group.Key.CodEtp}",
            $"La VET {group.Key} est demandée à la fois par des réponses différentes (Oui et Oui si, ou deux catégories Oui si) : "
            + $"corriger la correspondance ou choisir la réponse.");
    }

    // A hold asks for a person, not for a change: a wish that held the VET up goes on doing so until he has acted.
    private static IReadOnlyList<VoeuDecide> HeldSupports(VetTentee? tentee, List<VoeuDecide> voeux) =>
        tentee is null || tentee.DernierCode == CodeDecision.D
            ? []
            : [.. voeux.Where(v => v.Decision.EstRetenue && tentee.Soutiens.Contains(v.Voeu.Key))];

    private static VoeuOpi Live(IReadOnlyList<VoeuDecide> voeux, IReadOnlyList<VoeuDecide> held) => new()
    {
        Cible = voeux[0].Decision.Cible!,
        Code = voeux[0].Decision.Code!.Value,
        NumCls = 0,
        Motif = voeux[0].Decision.Motif,
        Soutiens = [.. voeux.Concat(held).Select(v => v.Voeu.Key)],
    };

    private static VoeuOpi Unsupported(VetTentee tentee, List<VoeuDecide> voeux)
    {
        if (HeldSupports(tentee, voeux) is [var held, ..])
            return Frozen(tentee, "En attente : " + held.Decision.Motif);

        var refused = voeux.FirstOrDefault(v => v.Decision.Code == CodeDecision.D && tentee.Soutiens.Contains(v.Voeu.Key));
        return new VoeuOpi
        {
            Cible = tentee.Cible.SansOuiSi(),
            Code = CodeDecision.D,
            NumCls = 0,
            Motif = refused?.Decision.Motif ?? "Aucune réponse du candidat ne conduit plus à cette VET.",
        };
    }

    private static VoeuOpi Frozen(VetTentee tentee, string reason) => new()
    {
        Cible = tentee.Cible,
        Code = tentee.DernierCode,
        NumCls = 0,
        Motif = reason,
        Soutiens = tentee.DernierCode == CodeDecision.D ? [] : tentee.Soutiens,
    };

    private static VoeuOpi Ranked(VoeuOpi item, int index) => item with { NumCls = item.Cible.NumCls ?? index + 1 };
}
