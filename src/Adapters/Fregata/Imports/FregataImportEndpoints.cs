using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>The first step: an import is asked for, and its result read.</summary>
internal static class FregataImportEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/imports", ImportAsync);
        group.MapGet("/imports/{id:long}", async (long id, HttpContext http, FregataImportBook book) =>
            await book.FindAsync(http.Fregata(), id, http.RequestAborted) is { } row
                ? FregataHttp.Json(await CompleteAsync(http, book, row)) : Unknown(http, id)).Consulte(ActeAudit.ListeConsultee);
    }

    public static IResult Unknown(HttpContext http, long id) =>
        http.Error(StatusCodes.Status404NotFound, "id", $"Aucun import de l'établissement n'a le numéro {id}.");

    private static async Task<IResult> ImportAsync(HttpContext http, FregataImportRunner runner, FregataImportBook book,
        ConfigurationDirectory directory, IBusinessClock clock)
    {
        var (demande, _, unreadable) = await FregataHttp.ReadAsync<DemandeImport>(http);
        if (unreadable is not null) return unreadable;
        if (AnneeScolaire.Session(demande!.AnneeScolaire) is null)
            return http.Error(StatusCodes.Status400BadRequest, "anneeScolaire", AnneeScolaire.Forme);
        var (session, refus) = AnneeScolaire.Verifier(demande!.AnneeScolaire, directory.Current.Campagnes, clock.Today);
        if (session is not { } annee) return http.Error(StatusCodes.Status409Conflict, "anneeScolaire", refus!);

        if (directory.Current.Close(annee) is { } close) return http.Error(StatusCodes.Status409Conflict, "anneeScolaire", close.Refus);
        var row = await runner.RunAsync(http.Fregata(), annee, demande.SansActualisation == true);
        return FregataHttp.Json(await CompleteAsync(http, book, row), row.State == EtatImport.Echec ? StatusCodes.Status502BadGateway
            : StatusCodes.Status200OK);
    }

    private static async Task<Import> CompleteAsync(HttpContext http, FregataImportBook book, FregataImportRow row) =>
        new(row.ToSuivi(), [.. (await book.DossiersAsync(http.Fregata().Etablissement.Code, row.Id, http.RequestAborted))
            .Select(d => d.ToDossier())]);
}
