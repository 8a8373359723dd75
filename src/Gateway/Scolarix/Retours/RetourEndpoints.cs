using Parcoursup.Gateway.Api;
using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Scolarix.Retours;

/// <summary>The daily files of Scolarix by REST: hand one in, list them, read what was wrong.</summary>
internal static class RetourEndpoints
{
    public const int LargestFile = 64 * 1024 * 1024;
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/scolarix/retours", TakeAsync);
        group.MapGet("/scolarix/retours", async (HttpContext http, RetourBook book) =>
            ApiErrors.Json((await book.ListAsync(http.Etablissement().Code, http.RequestAborted)).Select(r => Describe(r))));
        group.MapGet("/scolarix/retours/{id:long}", async (long id, int? page, HttpContext http, RetourBook book) =>
            await book.FindAsync(http.Etablissement().Code, id, http.RequestAborted) is { } row
                ? ApiErrors.Json(Describe(row, await book.RefusalsAsync(row.Id, Math.Max(1, page ?? 1), PageSize, http.RequestAborted)))
                : http.Error(StatusCodes.Status404NotFound, "id", $"Aucun retour n'a le numéro {id}."));
    }

    private static async Task<IResult> TakeAsync(string? nom, int? session, HttpContext http, RetourIntake intake, RetourBook book)
    {
        var etablissement = http.Etablissement();
        if (etablissement.Document.Sis != Sis.Scolarix)
            return http.Error(StatusCodes.Status409Conflict, "sis", "Cet établissement n'utilise pas Scolarix : ses inscriptions arrivent par une autre voie.");
        if ((session ?? intake.Session) is not { } annee)
            return http.Error(StatusCodes.Status409Conflict, "campagnes", "Aucune campagne n'a commencé : saisir le calendrier de la session.");
        if (await http.ReadBodyAsync(LargestFile) is not { } body)
            return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Fichier trop volumineux : 64 Mio au plus, le découper.");
        if (body.Length == 0)
            return http.Error(StatusCodes.Status400BadRequest, "", "Le fichier est vide.");

        var taken = await intake.TakeAsync(etablissement, annee, string.IsNullOrWhiteSpace(nom) ? "(envoi)" : Path.GetFileName(nom), http.Caller().Nom, body, Patience, http.RequestAborted);
        return taken.Retour switch
        {
            { Etat: nameof(EtatRetour.Rejete) } rejected => http.Error(StatusCodes.Status400BadRequest, "", rejected.Message!),
            { IsOver: false } waiting => ApiErrors.Json(Describe(waiting), StatusCodes.Status202Accepted),
            var row => ApiErrors.Json(Describe(row, await book.RefusalsAsync(row.Id, 1, PageSize, http.RequestAborted), taken.DejaRecu)),
        };
    }

    private static object Describe(RetourRow row, IReadOnlyList<RefusRow>? refus = null, bool dejaRecu = false) => new
    {
        row.Id, row.Session, row.Nom, row.Etat, row.RecuLe, row.Par, row.Octets, row.Lignes, row.Acceptees, row.Inchangees, row.NonRapprochees, row.Refusees, row.Remontee,
        message = dejaRecu ? "Ce fichier a déjà été reçu : rien n'a changé." : row.Message, dejaRecu, refus,
    };
}
