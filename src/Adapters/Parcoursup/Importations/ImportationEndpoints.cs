using Microsoft.AspNetCore.Http.Features;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Parcoursup's CSV export of admitted candidates (contract §8): taken in, shown as a dry run, confirmed or dropped.</summary>
internal static class ImportationEndpoints
{
    private const int PageSize = 200;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/importations", TakeAsync).BulkSend();
        group.MapGet("/importations", async (HttpContext http, Database database) =>
            ApiErrors.Json((await ImportationBook.ListAsync(database, http.Etablissement().Code, http.RequestAborted))
                .Select(ImportationView.Of)));
        group.MapGet("/importations/{id:long}", (long id, HttpContext http, Database database, ImportationBook book) =>
            WithAsync(http, database, book, id, row => Task.FromResult(ApiErrors.Json(ImportationView.Of(row)))));
        group.MapGet("/importations/{id:long}/anomalies",
            (long id, int? page, NatureAnomalie? nature, HttpContext http, Database database, ImportationBook book) =>
            WithAsync(http, database, book, id, row => AnomaliesAsync(http, database, row, page ?? 1, nature)))
            .Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/importations/{id:long}/confirmer",
            (long id, HttpContext http, Database database, ImportationBook book, ImportationDepot depot) =>
            WithAsync(http, database, book, id, async row =>
                await depot.ConfirmAsync(row, http.Caller().Nom, http.TraceIdentifier, http.RequestAborted)
                ? ApiErrors.Json(new { row.Id, etat = nameof(EtatImportation.Application) }, StatusCodes.Status202Accepted)
                : http.Error(StatusCodes.Status409Conflict, "etat",
                    $"L'importation {id} ne peut pas être confirmée dans l'état où elle est : l'analyse doit être terminée, et "
                    + $"l'importation ni confirmée ni abandonnée.")));
        group.MapPost("/importations/{id:long}/abandonner",
            (long id, HttpContext http, Database database, ImportationBook book, ImportationDepot depot) =>
            WithAsync(http, database, book, id, async row =>
                await depot.AbandonAsync(row, http.Caller().Nom, http.RequestAborted) is { } reason
                ? http.Error(StatusCodes.Status409Conflict, "etat", reason)
                : ApiErrors.Json(new { row.Id, etat = nameof(EtatImportation.Abandonnee) })));
    }

    private static async Task<IResult> TakeAsync(
        int? session, int? formation, string? uai, string? fichier, bool? formationNouvelle, HttpContext http, CiblesImportation cibles,
        ImportationDepot depot)
    {
        var etablissement = http.Etablissement();
        var (cible, champ, message) =
            await cibles.FindAsync(etablissement, new DemandeImportation(session, formation, uai, formationNouvelle ?? false),
                http.RequestAborted);
        if (cible is null) return http.Error(StatusCodes.Status400BadRequest, champ, message);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ImportationDepot.LargestFile + 1;
        var id = http.Request.ContentLength > ImportationDepot.LargestFile ? null
            : await depot.TakeAsync(
                etablissement.Code, cible, fichier, http.BodyInTime(ImportationDepot.LargestFile), http.Caller().Nom, http.RequestAborted);
        return id is null
            ? http.Error(StatusCodes.Status413PayloadTooLarge, "",
                "Fichier trop volumineux : 512 Mio au plus. Un fichier contient les admis d'une seule formation.")
            : ApiErrors.Json(new { id, etat = nameof(EtatImportation.Analyse) }, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> AnomaliesAsync(HttpContext http, Database database, ImportationRow row, int page,
        NatureAnomalie? nature)
    {
        var rows = await ImportationBook.AnomaliesAsync(
            database, row, nature?.ToString(), PageSize, (Math.Max(1, page) - 1) * (long)PageSize, http.RequestAborted);
        return ApiErrors.Json(rows.Select(a => new { a.Nature, a.Ligne, a.Colonne, a.CodeCandidat, a.Ine, a.Message }));
    }

    private static async Task<IResult> WithAsync(HttpContext http, Database database, ImportationBook book, long id, Func<ImportationRow,
        Task<IResult>> answer) =>
        await book.FindAsync(database, http.Etablissement().Code, id, http.RequestAborted) is { } row
            ? await answer(row)
            : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune importation n'a le numéro {id}.");
}
