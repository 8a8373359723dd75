using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Scolarix;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Who entered, left or changed, and why, in French.</summary>
internal sealed record Mouvement(
    int CodeCandidat, NatureMouvement Nature, RaisonPopulation? Raison, RaisonPopulation? RaisonPrecedente, string Texte)
{
    /// <summary>What happened to a candidate since the former snapshot; null when nothing that the file shows.</summary>
    /// <param name="avant">What the former snapshot knew of him, null when it did not.</param>
    /// <param name="maintenant">What is known of him now, null when nothing any more.</param>
    /// <param name="colonnes">The columns of both files, to name what differs; empty: the layouts differ.</param>
    public static Mouvement? Of(
        EntreeIndex? avant, EntreeIndex? maintenant, IReadOnlyList<ColonneScolarix> colonnes) => (avant, maintenant) switch
    {
        ({ Present: true } before, { Present: true } now) => Changed(before, now, colonnes),
        ({ Present: true } before, _) => new(
            before.CodeCandidat, NatureMouvement.Sortie, maintenant?.Raison, before.Raison, MouvementPopulation.Sortie(maintenant?.Raison)),
        (_, { Present: true } now) => new(
            now.CodeCandidat, NatureMouvement.Entree, now.Raison, avant?.Raison, MouvementPopulation.Entree(avant?.Raison, now.Raison)),
        _ => null,
    };

    private static Mouvement? Changed(EntreeIndex before, EntreeIndex now, IReadOnlyList<ColonneScolarix> colonnes)
    {
        if (EmpreinteLigne.AreSame(before.Empreinte, now.Empreinte)) return null;
        var where = string.Join(", ", EmpreinteLigne.Differences(before.Empreinte!, now.Empreinte!, colonnes));
        var texte = where.Length == 0 ? "données administratives modifiées" : $"données modifiées : {where}";
        return new(now.CodeCandidat, NatureMouvement.Modification, now.Raison, before.Raison, texte);
    }
}
