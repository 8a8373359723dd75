using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>The second step: the dossiers are listed, and told as processed.</summary>
internal static class InscriptionsFregataEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/inscriptions", ListAsync).Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/inscriptions/traitement", TakeAsync).BulkSend();
    }

    private static async Task<IResult> ListAsync(
        [Parmi(DossierId.Origine)] string? origine, string? dateImportation, EtatDossier? etat, string? anneeScolaire, int? page,
        HttpContext http, DossierList list)
    {
        // All that is here is of the one origin: whoever names it is answered as one who does not.
        _ = origine;
        var filter = new DossierFilter(Math.Max(1, page ?? 1), Etat: etat);
        if (!string.IsNullOrEmpty(dateImportation))
        {
            if (!DateOnly.TryParseExact(dateImportation, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return http.Error(StatusCodes.Status400BadRequest, "dateImportation",
                    "Indiquer la date d'importation sous la forme aaaa-mm-jj.");
            filter = filter with { Jour = day };
        }

        if (!string.IsNullOrEmpty(anneeScolaire))
        {
            if (AnneeScolaire.Session(anneeScolaire) is not { } session)
                return http.Error(StatusCodes.Status400BadRequest, "anneeScolaire", "Indiquer l'année scolaire sous la forme 2026-2027.");
            if (http.RequestServices.GetRequiredService<ConfigurationDirectory>().Current.Close(session) is { } close)
                return http.Error(StatusCodes.Status409Conflict, "anneeScolaire", close.Refus);
            filter = filter with { Session = session };
        }

        return FregataHttp.Json((await list.ReadAsync(http.Fregata(), filter, http.RequestAborted)).Select(d => d.ToDossier()));
    }

    private static async Task<IResult> TakeAsync(HttpContext http, Traitement traitement, FregataJournal journal)
    {
        var (demande, body, unreadable) = await FregataHttp.ReadAsync<DemandeTraitement>(http);
        if ((unreadable ?? FregataHttp.RefuseLines(http, demande!.Inscriptions)) is { } refusal) return refusal;
        return FregataHttp.Json(
            await traitement.TakeAsync(http.Fregata(), demande!.Inscriptions!, journal.MessageOf(http, body), http.RequestAborted));
    }
}
