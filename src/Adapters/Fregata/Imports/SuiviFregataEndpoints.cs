using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>The follow-up of exchanges: every import with its outcome, its detail, and its cancellation.</summary>
internal static class SuiviFregataEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/echanges", async (int? page, HttpContext http, FregataImportBook book) =>
            FregataHttp.Json((await book.ListAsync(http.Fregata(), Math.Max(1, page ?? 1), http.RequestAborted))
                .Select(r => r.ToSuivi())));
        group.MapGet("/echanges/{id:long}", async (long id, HttpContext http, FregataImportBook book) =>
            await book.FindAsync(http.Fregata(), id, http.RequestAborted) is { } row
                ? FregataHttp.Json(
                    new ImportDetaille(row.ToSuivi(),
                        await book.ApprenantsAsync(http.Fregata().Etablissement.Code, id, http.RequestAborted)))
                : FregataImportEndpoints.Unknown(http, id)).Consulte(ActeAudit.ListeConsultee);
        group.MapDelete("/imports/{id:long}", CancelAsync);
    }

    private static async Task<IResult> CancelAsync(long id, HttpContext http, FregataImportBook book, Annulation annulation)
    {
        var caller = http.Fregata();
        if (await book.FindAsync(caller, id, http.RequestAborted) is not { } row) return FregataImportEndpoints.Unknown(http, id);
        if (await annulation.CancelAsync(caller, id, http.RequestAborted) is not { } kept)
            return http.Error(StatusCodes.Status409Conflict, "etat", row.State == EtatImport.EnCours
                ? $"L'import {id} est en cours : attendre sa fin pour l'annuler." : $"L'import {id} a échoué : il n'y a rien à annuler.");
        return FregataHttp.Json(new ImportAnnule((await book.FindAsync(caller, id, http.RequestAborted))!.ToSuivi(), kept));
    }
}
