using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>The third step: validations, their cancellation, and the report on what Parcoursup was told.</summary>
internal static class ValidationEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/validations", (HttpContext http, ValidationRecorder validation, FregataJournal journal, RapportReader reader) =>
            TakeAsync(http, reader, (lines, body) =>
                validation.ValidateAsync(http.Fregata(), lines, journal.MessageOf(http, body), http.RequestAborted)))
            .BulkSend();
        group.MapPost("/validations/annulations",
            (HttpContext http, AnnulationValidation annulation, FregataJournal journal, RapportReader reader) =>
            TakeAsync(http, reader, (lines, body) =>
                annulation.CancelAsync(http.Fregata(), lines, journal.MessageOf(http, body), http.RequestAborted))).BulkSend();
        // What is only asked is not journaled either: nothing was told.
        group.MapPost("/validations/controles", async (HttpContext http, ControleValidation controle) =>
        {
            var (demande, _, unreadable) = await FregataHttp.ReadAsync<DemandeValidation>(http);
            return (unreadable ?? FregataHttp.RefuseLines(http, demande!.Inscriptions))
                ?? FregataHttp.Json(await controle.RehearseAsync(http.Fregata(), demande!.Inscriptions!, http.RequestAborted));
        }).BulkSend();
        group.MapGet("/validations/{id:long}", async (long id, HttpContext http, RapportReader reader) =>
            await reader.ReadAsync(http.Fregata(), id, http.RequestAborted) is { } report
                ? FregataHttp.Json(report)
                : http.Error(StatusCodes.Status404NotFound, "id", $"Aucun rapport de validation de l'établissement n'a le numéro {id}."))
            .Consulte(ActeAudit.ListeConsultee);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, RapportReader reader, Func<IReadOnlyList<LigneValidation?>, byte[],
        Task<long>> take)
    {
        var (demande, body, unreadable) = await FregataHttp.ReadAsync<DemandeValidation>(http);
        if ((unreadable ?? FregataHttp.RefuseLines(http, demande!.Inscriptions)) is { } refusal) return refusal;
        var id = await take(demande!.Inscriptions!, body);
        return FregataHttp.Json(await reader.SettledAsync(http.Fregata(), id, http.RequestAborted));
    }
}
