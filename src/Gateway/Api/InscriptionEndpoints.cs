using System.Text.Json;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Api;

/// <summary>Enrolments come in by line; feedback runs go out.</summary>
internal static class InscriptionEndpoints
{
    private const int LargestBody = 64 * 1024 * 1024;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/inscriptions",
            (HttpContext http, InscriptionReader reader, Journal journal, IBusinessClock clock, TimeProvider time) =>
            TakeAsync(http, journal, time, reader.Read, clock.Now)).BulkSend();
        group.MapGet("/inscriptions", async (HttpContext http, Database database) =>
            ApiErrors.Json((await database.QueryAsync<InscriptionRow>(
            "SELECT * FROM inscription WHERE etablissement = @code ORDER BY session, code_candidat LIMIT 1000",
            new { code = http.Etablissement().Code }, http.RequestAborted)).Select(Line))).Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/remontees", async (HttpContext http, TableDeTravail table) =>
        {
            var (id, nombre) = await table.LancerAsync(http.Etablissement().Code, http.Caller().Nom, http.RequestAborted);
            return ApiErrors.Json(new { id, nombre }, StatusCodes.Status202Accepted);
        });
        group.MapGet("/remontees", async (HttpContext http, TableDeTravail table) =>
            ApiErrors.Json((await table.RemonteesAsync(http.Etablissement().Code, http.RequestAborted)).Select(r => Report(r, null))));
        group.MapGet("/remontees/{id:long}", async (long id, HttpContext http, TableDeTravail table) =>
            await table.RemonteeAsync(http.Etablissement().Code, id, http.RequestAborted) is { } run
                ? ApiErrors.Json(Report(run, await table.RapportAsync(run, http.RequestAborted)))
                : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune remontée n'a le numéro {id}."))
            .Consulte(ActeAudit.ListeConsultee);
    }

    private static object Line(InscriptionRow row) => new
    {
        row.Cle, row.Session, row.CodeCandidat, row.CodeFormation, demande = JsonText.Read<JsonElement>(row.Demande), row.Type, row.Origine,
        row.PremiereAnnee, row.Payee, row.Annulee, row.DateMaj, row.Message,
    };

    private static object Report(RemonteeRow run, IReadOnlyList<RemonteeLigneRow>? lines) => new
    {
        run.Id, declencheePar = run.Par, run.DeclencheeLe, run.PrevuePour, envoyees = run.Nombre, run.Acquittees, run.Refusees,
            run.Reportees, run.EnCours, lignes = lines,
    };

    // Nothing is kept of a send of which nothing was taken, nor of what was refused in it beyond its report (rule J1).
    private static async Task<IResult> TakeAsync(
        HttpContext http, Journal journal, TimeProvider time,
        Func<ReadOnlyMemory<byte>, string?, DateTimeOffset, LineReading<InscriptionRecue>> read, DateTimeOffset now)
    {
        if (await http.ReadBodyAsync(LargestBody) is not { } body)
            return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Envoi trop volumineux : 64 Mio au plus, le découper.");
        var type = http.Request.ContentType;
        var reading = read(body, type, now);
        if (reading.Illisible is { } unreadable) return http.Error(StatusCodes.Status400BadRequest, "", unreadable);
        await journal.AppendAllAsync(
            [
                .. reading.Kept(body, type).Select((kept, place) => new MessageEntrant
                {
                    RecuLe = time.GetUtcNow(), Etablissement = http.Etablissement().Code, Canal = Canal.Inscriptions,
                    Compte = http.Caller().Nom, TypeContenu = kept.ContentType, Corps = kept.Body, Correlation = http.TraceIdentifier,
                    Acte = place > 0 ? null : new(ActeAudit.EnvoiRecu, http.Etablissement().Code, Canal.Inscriptions.Code),
                }),
            ], http.RequestAborted);
        return ApiErrors.Json(reading.ToAnswer());
    }
}
