using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Api;

/// <summary>Guards: which wait, whom they hold, and what a person makes of them.</summary>
internal static class GardeEndpoints
{
    private const string Json = "json";
    private const string Csv = "csv";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/gardes", async (EtatGarde? etat, HttpContext http, ListesSuivi lists) =>
            ApiErrors.Json(await lists.GardesAsync(http.Etablissement().Code, etat?.ToString(), http.RequestAborted)));
        group.MapGet("/gardes/{id:long}/voeux", async (
            long id, [Parmi(Json, Csv)] string? format, HttpContext http, VoeuxRetenus held, CandidatNames names, GardeCsv csv) =>
            await AnswerAsync(http, format, await held.OfAsync(http.Etablissement().Code, id, http.RequestAborted), names, csv))
            .Consulte(ActeAudit.ListeConsultee);
        group.MapGet("/gardes/rejets", async (
            [Parmi(Json, Csv)] string? format, HttpContext http, VoeuxRetenus held, CandidatNames names, GardeCsv csv) =>
            await AnswerAsync(http, format, await held.RejectedAsync(http.Etablissement().Code, http.RequestAborted), names, csv))
            .Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/gardes/{id:long}/confirmer", (long id, HttpContext http, GardeDecision guards) =>
            SettleAsync(http, guards, id, EtatGarde.Confirmee));
        group.MapPost("/gardes/{id:long}/rejeter", (long id, HttpContext http, GardeDecision guards) =>
            SettleAsync(http, guards, id, EtatGarde.Rejetee));
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, string? format, IReadOnlyList<VoeuRetenu> rows, CandidatNames names, GardeCsv csv)
    {
        var code = http.Etablissement().Code;
        if (!Csv.Equals(format, StringComparison.OrdinalIgnoreCase))
            return ApiErrors.Json(await names.NamedAsync(code, rows, KeyOf, http.RequestAborted));
        return Results.File(await csv.DeAsync(code, rows, http.RequestAborted), GardeCsv.Type, "garde.csv");
    }

    private static CandidatKey? KeyOf(VoeuRetenu row) => new(row.Session, row.CodeCandidat);

    private static async Task<IResult> SettleAsync(HttpContext http, GardeDecision guards, long id, EtatGarde etat) =>
        await guards.SettleAsync(http.Etablissement().Code, id, etat, http.Caller().Nom, http.RequestAborted)
            ? Results.NoContent() : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune garde en attente n'a le numéro {id}.");
}
