using System.Text.Json;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
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
            TakeAsync(http, journal, time, Canal.Inscriptions, (body, type) => Summary(reader.Read(body, type, clock.Now))));
        group.MapGet("/inscriptions", async (HttpContext http, Database database) =>
            ApiErrors.Json((await database.QueryAsync<InscriptionRow>(
            "SELECT * FROM inscription WHERE etablissement = @code ORDER BY session, code_candidat LIMIT 1000",
            new { code = http.Etablissement().Code }, http.RequestAborted)).Select(Line)));
        group.MapPost("/remontees", async (HttpContext http, Database database, RemonteeBook book) =>
        {
            var (id, nombre) = await database.WriteAsync(session =>
                book.StartAsync(session, http.Etablissement().Code, null, http.Caller().Nom, http.RequestAborted), http.RequestAborted);
            return ApiErrors.Json(new { id, nombre }, StatusCodes.Status202Accepted);
        });
        group.MapGet("/remontees", async (HttpContext http, Database database, RemonteeBook book) =>
            ApiErrors.Json((await book.ListAsync(database, http.Etablissement().Code, null, http.RequestAborted))
                .Select(r => Report(r, null))));
        group.MapGet("/remontees/{id:long}", async (long id, HttpContext http, Database database, RemonteeBook book) =>
            (await book.ListAsync(database, http.Etablissement().Code, id, http.RequestAborted)).FirstOrDefault() is { } run
                ? ApiErrors.Json(Report(run, await book.LinesAsync(database, id, http.RequestAborted)))
                : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune remontée n'a le numéro {id}."));
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

    private static (LineAnswer Answer, string? Unreadable) Summary<T>(LineReading<T> reading) => (reading.ToAnswer(), reading.Illisible);

    private static async Task<IResult> TakeAsync(
        HttpContext http, Journal journal, TimeProvider time, Canal canal, Func<ReadOnlyMemory<byte>, string?,
        (LineAnswer Answer, string? Unreadable)> read)
    {
        if (await http.ReadBodyAsync(LargestBody) is not { } body)
            return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Envoi trop volumineux : 64 Mio au plus, le découper.");
        var (answer, unreadable) = read(body, http.Request.ContentType);
        if (unreadable is not null) return http.Error(StatusCodes.Status400BadRequest, "", unreadable);
        if (answer.Recues > 0)
            await journal.AppendAsync(new MessageEntrant
            {
                RecuLe = time.GetUtcNow(), Etablissement = http.Etablissement().Code, Canal = canal, Compte = http.Caller().Nom,
                TypeContenu = http.Request.ContentType, Corps = body, Correlation = http.TraceIdentifier,
            }, http.RequestAborted);
        return ApiErrors.Json(answer);
    }
}
