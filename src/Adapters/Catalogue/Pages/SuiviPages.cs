using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>How the catalogue goes: its statuses night after night, in pictures and in figures, and the feeds that it received.</summary>
public static class SuiviPages
{
    private const int NightsShown = 90;

    public static void Map(RouteGroupBuilder catalogue)
    {
        catalogue.MapGet("/variations", VariationsAsync).PourRoles(Qui.Tous);
        catalogue.MapGet("/imports", async (HttpContext http, ImportBook imports) => http.Page<ImportsPage>("Imports",
            (IReadOnlyList<Flux>)[.. (await imports.ListAsync(http.RequestAborted)).Select(Flux.De)])).PourRoles(Qui.Tous);
    }

    private static async Task<IResult> VariationsAsync([Academie] string? academie, HttpContext http, NuitBook nuits)
    {
        var (who, ct) = (http.Acteur(), http.RequestAborted);
        var number = Academies.Numero(academie) is { } asked && Academies.Existe(asked) && who.Voit(asked) ? asked : (int?)null;
        IReadOnlyCollection<int>? over = number is { } of ? [of] : who.Vues()?.ToList();
        var nights = (await nuits.ListAsync(ct)).Where(n => n.Etat == nameof(EtatNuit.Terminee)).Take(NightsShown).Reverse()
            .Select(n => BilanNuit.Lire(n.Bilan)).OfType<BilanNuit>().ToList();
        // What every night counted over all is kept with it; of an académie it is counted now.
        var days = over is null ? nights.Select(n => Jour.De(n.nuit, n.compte))
            : (nights.Count == 0 ? [] : await nuits.ComptesAsync(over, nights[0].nuit, ct)).GroupBy(c => c.Jour).OrderBy(g => g.Key)
                .Select(g => Jour.De(g.Key, g.ToDictionary(c => c.Statut.Libelle(), c => c.Nombre)));
        var moves = nights.AsEnumerable().Reverse().SelectMany(n => n.academies
            .Select(a => (Numero: Academies.Numero(a.academie), a.changements))
            .Where(a => over is null ? who.Voit(a.Numero) : a.Numero is { } one && over.Contains(one))
            .SelectMany(a => a.changements.Select(c => new Mouvement(n.nuit, a.Numero, c.de, c.vers, c.nombre))));
        return http.Page<VariationsPage>("Variations", new Variations(
            number, [.. Academies.Toutes.Where(n => who.Voit(n))], [.. days], [.. moves.Take(MostMoves)]));
    }

    private const int MostMoves = 500;

    /// <param name="Academie">The one that was chosen; null: all that he sees.</param>
    /// <param name="Mouvements">The last night first.</param>
    public sealed record Variations(
        int? Academie, IReadOnlyList<int> Academies, IReadOnlyList<Jour> Jours, IReadOnlyList<Mouvement> Mouvements);

    public sealed record Mouvement(DateOnly Nuit, int? Academie, string De, string Vers, long Nombre);

    /// <summary>How many formations of the scope a night left where.</summary>
    public sealed record Jour(DateOnly Date, long Publiees, long Pretes, long APublier, long Ecartees)
    {
        internal static Jour De(DateOnly date, IReadOnlyDictionary<string, long> counts)
        {
            return new(date, Of(StatutCatalogue.Publie), Of(StatutCatalogue.PretPourIntegration),
                Of(StatutCatalogue.APublier, StatutCatalogue.APublierRecteur, StatutCatalogue.APublierAccesDirect,
                    StatutCatalogue.APublierHabilitation),
                Of(StatutCatalogue.NonPublie, StatutCatalogue.RejetDePublication, StatutCatalogue.EchecEnvoi, StatutCatalogue.Ferme,
                    StatutCatalogue.EnAttenteMiseAJour));

            long Of(params IEnumerable<StatutCatalogue> statuses) => statuses.Sum(s => counts.GetValueOrDefault(s.Libelle()));
        }
    }

    public sealed record Flux(
        long Id, string Fichier, DateTimeOffset Le, string Etat, string? Motif, int? Lignes, int? Publiees, bool Reprise, string? Auteur)
    {
        internal static Flux De(ImportRow row)
        {
            var measure = row.Mesure is { } text ? JsonText.Read<MesureImport>(text) : null;
            return new(row.Id, row.Fichier, row.RecuLe, row.Etat, row.Motif, measure?.Lignes, measure?.Publiees,
                row.Reprise is { Length: > 0 }, row.Auteur);
        }
    }
}
