using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>What an act would change, or has: how many from which status to which, over all and by académie.</summary>
public sealed record EffetVu(IReadOnlyList<PassageVu> Passages, IReadOnlyList<EffetAcademie> Academies)
{
    public long Nombre => Passages.Sum(p => p.Nombre);

    /// <summary>How many would leave the scope: what somebody has to look at first.</summary>
    public long Sorties => Passages.Where(p => p.Vers == StatutCatalogue.NonPubliable.Libelle()).Sum(p => p.Nombre);

    internal static EffetVu De(IReadOnlyList<Mouvement> moves, IReadOnlyList<MouvementsAcademie> academies, Acteur who)
    {
        var seen = academies.Select(a => (Numero: Domain.Catalogue.Academies.Numero(a.academie), a.changements))
            .Where(a => who.Voit(a.Numero))
            .Select(a => new EffetAcademie(Domain.Catalogue.Academies.Nom(a.Numero), [.. a.changements.Select(PassageVu.Lire)])).ToList();
        // Of the whole country is told to whoever sees the whole country.
        return new(who.Vues() is null ? [.. moves.Select(PassageVu.Lire)]
            : [.. seen.SelectMany(a => a.Passages).GroupBy(p => (p.De, p.Vers))
                .Select(g => new PassageVu(g.Key.De, g.Key.Vers, g.Sum(p => p.Nombre)))],
            seen);
    }
}

public sealed record EffetAcademie(string Academie, IReadOnlyList<PassageVu> Passages);

public sealed record PassageVu(string De, string Vers, long Nombre)
{
    internal static PassageVu Lire(Mouvement move) => new(move.de, move.vers, move.nombre);
}
