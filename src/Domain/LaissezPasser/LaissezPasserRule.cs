using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Opi;

namespace Parcoursup.Gateway.Domain.LaissezPasser;

/// <summary>A wish as far as it chooses a VET: its answer, null when it means nothing, and its formation's mapping.</summary>
public sealed record ReponseAuVoeu(VoeuKey Key, Reponse? Reponse, FormationMapping? Formation)
{
    /// <summary>Where the answer leads; an Oui si with its category and motive.</summary>
    public CibleVet? Cible => Reponse is { } reponse && Formation?.Cible(reponse) is { } cible
        ? reponse == Formations.Reponse.Oui ? cible.SansOuiSi() : cible
        : null;
}

/// <summary>
/// Whom a laissez-passer can be given to (seed 001 §I.A, §I.C): somebody whose VET is unfavourable in the desired OPI.
/// Judged per VET, which is what Apogée offers or not (rule C2).
/// </summary>
public static class LaissezPasserRule
{
    /// <param name="opi">What Apogée should hold of the candidate.</param>
    /// <param name="tentees">The VETs ever sent, with the wishes that held them up.</param>
    /// <param name="reponses">The candidate's present answers.</param>
    public static ChoixLaissezPasser Choose(
        OpiSouhaitee opi, IReadOnlyCollection<VetTentee> tentees, IReadOnlyCollection<ReponseAuVoeu> reponses, DesignationVet demande)
    {
        var (champ, named) = demande.CodeFormation is { } formation
            ? ("codeFormation", OfFormation(opi, tentees, reponses, formation))
            : ("vet", [.. opi.Voeux.Where(v => demande.Designates(v.Cible.Vet))]);

        if (named.Find(v => v.Code != CodeDecision.D) is { } live)
            return ChoixLaissezPasser.Refuse(champ,
                $"La VET {live.Cible.Vet} est favorable ({live.Code}) pour ce candidat : il peut s'y inscrire, aucun laissez-passer "
                + $"n'est nécessaire.");
        return named switch
        {
            [] => ChoixLaissezPasser.Refuse(champ,
                "Aucun vœu de ce candidat transmis à Apogée ne correspond : vérifier la formation ou la VET."),
            [var one] => ChoixLaissezPasser.Accepte(CodesOf(one.Cible, reponses)),
            _ => ChoixLaissezPasser.Refuse("vet",
                $"Plusieurs VET correspondent ({string.Join(", ", named.Select(v => v.Cible.Vet))}) : indiquer vet, avec codCge, codEtp "
                + $"et codVrsVet."),
        };
    }

    /// <summary>Why the candidate no longer needs a laissez-passer for a VET; null while it is unfavourable.</summary>
    public static string? Withdrawal(OpiSouhaitee opi, Vet vet) => opi.Voeux.FirstOrDefault(v => v.Cible.Vet == vet) switch
    {
        null => "Le candidat n'a plus de vœu pour cette VET.",
        { Code: CodeDecision.D } => null,
        var live => $"Le vœu est devenu favorable ({live.Code}) avant l'envoi : le laissez-passer n'est plus nécessaire.",
    };

    /// <summary>
    /// The codes of a VET that the candidate's OPI names: those of his present answer, which keep an Oui si and its
    /// adapted curriculum, else what was last sent.
    /// </summary>
    public static CibleVet CodesOf(CibleVet cible, IEnumerable<ReponseAuVoeu> reponses)
    {
        var all = reponses.ToList();
        return all.Select(r => r.Cible).FirstOrDefault(c => c?.Vet == cible.Vet)
            ?? all.SelectMany(r => r.Formation?.Cibles() ?? []).Where(c => c.Cible.Vet == cible.Vet)
                .Select(c => c.Reponse == Reponse.Oui ? c.Cible.SansOuiSi() : c.Cible).FirstOrDefault()
            ?? cible;
    }

    // The VET of the present answer comes first; without one of it, whatever the formation has ever led to.
    private static List<VoeuOpi> OfFormation(
        OpiSouhaitee opi, IReadOnlyCollection<VetTentee> tentees, IReadOnlyCollection<ReponseAuVoeu> reponses, int formation)
    {
        var present = reponses.Where(r => r.Key.CodeFormationPsup == formation).Select(r => r.Cible?.Vet).ToHashSet();
        var now = opi.Voeux.Where(v => present.Contains(v.Cible.Vet)).ToList();
        if (now.Count > 0) return now;

        var former = tentees.Where(t => t.Soutiens.Any(k => k.CodeFormationPsup == formation)).Select(t => t.Cible.Vet).ToHashSet();
        return [.. opi.Voeux.Where(v => former.Contains(v.Cible.Vet))];
    }
}
