using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>How many went from one status to another.</summary>
internal sealed record Mouvement(string de, string vers, long nombre);

/// <summary>The movements of one académie.</summary>
internal sealed record MouvementsAcademie(string academie, IReadOnlyList<Mouvement> changements);

/// <summary>One formation that changes.</summary>
internal sealed record ChangementFormation(string cle, string de, string vers);

/// <summary>Counts changes, over all and by académie.</summary>
internal sealed class Changements
{
    private readonly SortedDictionary<(int Academie, StatutCatalogue De, StatutCatalogue Vers), long> _nombres = [];

    public void Add(int? academie, StatutCatalogue de, StatutCatalogue vers, long nombre = 1)
    {
        var key = (academie ?? 0, de, vers);
        _nombres[key] = _nombres.GetValueOrDefault(key) + nombre;
    }

    public IReadOnlyList<Mouvement> Resume() =>
        [.. _nombres.GroupBy(n => (n.Key.De, n.Key.Vers)).OrderBy(g => g.Key).Select(g => Of(g.Key.De, g.Key.Vers, g.Sum(n => n.Value)))];

    /// <summary>An académie that is not known is written empty.</summary>
    public IReadOnlyList<MouvementsAcademie> ParAcademie() =>
        [.. _nombres.GroupBy(n => n.Key.Academie).Select(g => new MouvementsAcademie(
            g.Key == 0 ? "" : g.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [.. g.Select(n => Of(n.Key.De, n.Key.Vers, n.Value))]))];

    private static Mouvement Of(StatutCatalogue de, StatutCatalogue vers, long nombre) => new(de.Libelle(), vers.Libelle(), nombre);
}
