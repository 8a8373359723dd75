using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>Pulls on demand, whole or for one candidate.</summary>
internal static class RecuperationEndpoints
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/recuperations", RequestAsync);
        group.MapGet("/recuperations", async (HttpContext http, Database database) =>
            ApiErrors.Json(await database.QueryAsync<RecuperationRow>(
            "SELECT * FROM recuperation WHERE etablissement = @code ORDER BY id DESC LIMIT 100", new { code = http.Etablissement().Code },
            http.RequestAborted)));
    }

    private static async Task<IResult> RequestAsync(HttpContext http, Database database, RecuperationBook book, AuditBook audit,
        TimeProvider time, RecuperationRequest? request)
    {
        var etablissement = http.Etablissement();
        if (etablissement.Parcoursup is null)
            return http.Error(StatusCodes.Status409Conflict, "parcoursup", "La connexion à Parcoursup n'est pas renseignée.");

        var ids = await database.WriteAsync(async session =>
        {
            var all = new List<long>();
            foreach (var uai in etablissement.Document.Uais)
                all.Add(await book.RequestAsync(session, etablissement.Code, uai, request?.CodeCandidat, $"Demande de {http.Caller().Nom}",
                    http.RequestAborted));
            audit.Note(session, new(ActeAudit.RecuperationDemandee, etablissement.Code,
                request?.CodeCandidat is { } dossier ? FormattableString.Invariant($"candidat ?/{dossier}") : "liste entière"));
            return all;
        }, http.RequestAborted);

        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < LongestWait)
        {
            var rows = await database.QueryAsync<RecuperationRow>("SELECT * FROM recuperation WHERE id IN @ids", new { ids },
                http.RequestAborted);
            if (rows.All(r => r.Etat is nameof(EtatRecuperation.Terminee)))
                return ApiErrors.Json(new
                {
                    id = ids[0], candidats = rows.Sum(r => r.Candidats ?? 0), deConfiance = rows.All(r => r.DeConfiance == true),
                    message = string.Join(" ", rows.Select(r => r.Message).OfType<string>()),
                });
            if (rows.FirstOrDefault(r => r.Etat == nameof(EtatRecuperation.Echec)) is { } failed)
                return http.Error(StatusCodes.Status502BadGateway, "parcoursup", failed.Message ?? "La récupération a échoué.");
            await Task.Delay(Look, time, http.RequestAborted);
        }

        return ApiErrors.Json(new { id = ids[0], message = "La récupération continue : suivre GET recuperations." },
            StatusCodes.Status202Accepted);
    }

    internal sealed record RecuperationRequest(int? CodeCandidat);
}
