using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>Back to the statuses of a night: tried first, then written as new entries of the history.</summary>
public static class RestaurationPages
{
    private const int MostShown = 100;

    public static void Map(RouteGroupBuilder catalogue)
    {
        catalogue.MapGet("/restauration", (HttpContext http, NuitBook nuits) => ShowAsync(http, nuits, null)).PourRoles(RoleEcrit.Moss);
        catalogue.MapPost("/restauration/essai", (HttpContext http, NuitBook nuits, RestaurationService service) =>
            ActAsync(http, nuits, service, apply: false)).PourRoles(RoleEcrit.Moss);
        catalogue.MapPost("/restauration", (HttpContext http, NuitBook nuits, RestaurationService service) =>
            ActAsync(http, nuits, service, apply: true)).PourRoles(RoleEcrit.Moss);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, NuitBook nuits, Essai? trial) => http.Page<RestaurationPage>(
        "Restauration", new Choix([.. (await nuits.ListAsync(http.RequestAborted)).Where(n => n.Etat == nameof(EtatNuit.Terminee))
            .Select(n => n.Jour)], trial));

    private static async Task<IResult> ActAsync(HttpContext http, NuitBook nuits, RestaurationService service, bool apply)
    {
        var (form, who) = (await http.Request.ReadFormAsync(http.RequestAborted), http.Acteur());
        if (!JourCivil.TryParse(form["nuit"], out var day))
            return http.Refuse(StatusCodes.Status400BadRequest, "nuit", "Rien n'a été fait : choisir une nuit.");
        if (apply && form["lu"] != "oui")
            return http.Refuse(StatusCodes.Status400BadRequest, "lu", CataloguePages.NonLu);
        var end = await service.RestaurerAsync(day, apply ? who.Nom : null, http.RequestAborted);
        if (end.Corps is not Restauration told) return http.Refuse(StatusCodes.Status400BadRequest, "nuit", CataloguePages.Motifs(end));
        return apply ? http.Suite(CataloguePages.Racine + "/restauration",
                $"Statuts de la nuit du {Fr.Jour(day)} rendus à {Fr.Nombre(told.changements.Count, "formation")}.")
            : await ShowAsync(http, nuits, new(day, EffetVu.De(told.resume, told.academies, who),
                [.. told.changements.Take(MostShown).Select(c => (c.cle, c.de, c.vers))]));
    }

    /// <param name="Nuits">Those that may be chosen, the last one first.</param>
    public sealed record Choix(IReadOnlyList<DateOnly> Nuits, Essai? Essai);

    /// <param name="Cles">The first of the formations that change.</param>
    public sealed record Essai(DateOnly Nuit, EffetVu Effet, IReadOnlyList<(string Cle, string De, string Vers)> Cles);
}
