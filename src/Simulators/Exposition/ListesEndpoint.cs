using System.Globalization;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>The routes of the lists: paged, without a sort that anybody promised.</summary>
internal static class ListesEndpoint
{
    public static ReponseExposition Page(
        string nom, IReadOnlyList<FicheExposition> fiches, ExpositionOptions options, ExpositionPeches peches,
        IDictionary<string, string> query)
    {
        if (!Nombre(query, "page", 1, out var page) || !Nombre(query, "items_par_page", 10, out var items))
            return ReponseExposition.Erreur(400, "\"page\" and \"items_par_page\" must be positive numbers");
        items = Math.Min(items, options.ItemsMaximum);
        var voulues = Filtrer(fiches, query);
        // Pages that overlap: each begins a few rows before the end of the one before, so that there are more of them.
        var pas = Math.Max(1, items - peches.Chevauchement);
        var servies = Math.Max(0, voulues.Count - peches.LignesPerdues);
        var pages = servies == 0 ? 1 : Math.Max(1, (int)Math.Ceiling((servies - (items - pas)) / (double)pas));
        var debut = (page - 1) * pas;
        var pagination = new JsonObject { ["page"] = page };
        pagination[peches.NomDuSchema ? "resultats_par_page" : "items_par_page"] = items;
        pagination["nombre_de_page"] = pages;
        pagination["total"] = voulues.Count;
        return ReponseExposition.Ok(new JsonObject
        {
            [nom] = new JsonArray([.. voulues.Take(servies).Skip(debut).Take(items).Select(f => f.ToJson())]),
            ["pagination"] = pagination,
        });
    }

    private static IReadOnlyList<FicheExposition> Filtrer(IReadOnlyList<FicheExposition> fiches, IDictionary<string, string> query)
    {
        var demandes = query.TryGetValue("millesimes", out var plusieurs) || query.TryGetValue("millesime", out plusieurs)
            ? plusieurs.Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        return demandes.Length == 0
            ? fiches : [.. fiches.Where(f => demandes.Any(m => FichesEndpoint.EstMillesime(f.Millesime, m)))];
    }

    private static bool Nombre(IDictionary<string, string> query, string nom, int sinon, out int valeur)
    {
        valeur = sinon;
        return !query.TryGetValue(nom, out var texte)
            || (int.TryParse(texte, NumberStyles.None, CultureInfo.InvariantCulture, out valeur) && valeur > 0);
    }
}
