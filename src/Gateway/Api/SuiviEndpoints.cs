using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Api;

/// <summary>What an administrator follows: counts, holds, tasks, guards, deliveries.</summary>
internal static class SuiviEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/synthese", async (HttpContext http, Synthese synthese) =>
            ApiErrors.Json(await synthese.OfAsync(http.Etablissement(), http.RequestAborted)));
        MapTasks(group);
        MapGuards(group);
        MapDeliveries(group);
        group.MapGet("/reserves", async (HttpContext http, Database database) => ApiErrors.Json((await database.QueryAsync<ReserveRow>(
            """
            SELECT session, code_candidat, reserves FROM candidat WHERE etablissement = @code AND reserves <> '[]'
            ORDER BY session, code_candidat LIMIT 1000
            """,
            new { code = http.Etablissement().Code }, http.RequestAborted))
            .Select(r => new { r.Session, r.CodeCandidat, Reserves = JsonText.Read<List<Domain.Decisions.Reserve>>(r.Reserves) })));
        group.MapGet("/avertissements", WarningsAsync);
    }

    // Page by page: after a bad export there may be one for every candidate.
    private static async Task<IResult> WarningsAsync(int? session, int? page, HttpContext http, Database database) =>
        ApiErrors.Json((await database.QueryAsync<AvertissementRow>(
            """
            SELECT session, code_candidat, avertissements FROM candidat WHERE etablissement = @code AND avertissements <> '[]'
            AND (@session IS NULL OR session = @session) ORDER BY session, code_candidat LIMIT 1000 OFFSET @skip
            """,
            new { code = http.Etablissement().Code, session, skip = (Math.Max(1, page ?? 1) - 1L) * 1000 }, http.RequestAborted))
            .Select(r => new { r.Session, r.CodeCandidat, Avertissements = JsonText.Read<List<Avertissement>>(r.Avertissements) }));

    private static void MapTasks(RouteGroupBuilder group)
    {
        group.MapGet("/taches", async (HttpContext http, Database database) => ApiErrors.Json(await database.QueryAsync<TacheRow>(
            """
            SELECT id, type, sujet, message, creee_le FROM tache WHERE etablissement = @code AND terminee_le IS NULL ORDER BY id LIMIT 1000
            """,
            new { code = http.Etablissement().Code }, http.RequestAborted)));
        group.MapPost("/taches/{id:long}/terminer", async (long id, HttpContext http, Database database, TimeProvider time) =>
            await database.ExecuteAsync(
                "UPDATE tache SET terminee_le = @now, par = @par WHERE id = @id AND etablissement = @code AND terminee_le IS NULL",
                new { now = time.GetUtcNow(), par = http.Caller().Nom, id, code = http.Etablissement().Code }, http.RequestAborted) == 1
                ? Results.NoContent() : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune tâche ouverte n'a le numéro {id}."));
    }

    private static void MapGuards(RouteGroupBuilder group)
    {
        group.MapGet("/gardes", async (HttpContext http, Database database) => ApiErrors.Json(await database.QueryAsync<GardeRow>(
            "SELECT * FROM garde WHERE etablissement = @code ORDER BY id DESC LIMIT 100", new { code = http.Etablissement().Code },
            http.RequestAborted)));
        group.MapPost("/gardes/{id:long}/confirmer", (long id, HttpContext http, GardeDecision guards) =>
            SettleAsync(http, guards, id, EtatGarde.Confirmee));
        group.MapPost("/gardes/{id:long}/rejeter", (long id, HttpContext http, GardeDecision guards) =>
            SettleAsync(http, guards, id, EtatGarde.Rejetee));
    }

    private static async Task<IResult> SettleAsync(HttpContext http, GardeDecision guards, long id, EtatGarde etat) =>
        await guards.SettleAsync(http.Etablissement().Code, id, etat, http.Caller().Nom, http.RequestAborted)
            ? Results.NoContent() : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune garde en attente n'a le numéro {id}.");

    private static void MapDeliveries(RouteGroupBuilder group)
    {
        group.MapGet("/livraisons", async (string? etat, HttpContext http, Database database) =>
            ApiErrors.Json(await database.QueryAsync<LivraisonRow>(
            "SELECT * FROM livraison WHERE etablissement = @code AND (@etat IS NULL OR etat = @etat) ORDER BY id LIMIT 1000",
            new { code = http.Etablissement().Code, etat }, http.RequestAborted)));
        group.MapPost("/livraisons/{id:long}/relancer",
            async (long id, HttpContext http, Database database, LivraisonSignal signal, TimeProvider time) =>
        {
            var sent = await database.ExecuteAsync(
                $"""
                UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', prochaine_tentative = @now, tentatives = 0,
                    a_regarder = FALSE
                WHERE id = @id AND etablissement = @code
                  AND etat IN ('{nameof(EtatLivraison.RefusMetier)}', '{nameof(EtatLivraison.AEnvoyer)}', '{nameof(EtatLivraison.AJour)}')
                """,
                new { now = time.GetUtcNow(), id, code = http.Etablissement().Code }, http.RequestAborted);
            signal.Wake(http.Etablissement().Code);
            return sent == 1 ? Results.Accepted()
                : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune livraison à relancer n'a le numéro {id}.");
        });
    }

    private sealed class ReserveRow
    {
        public int Session { get; init; }
        public int CodeCandidat { get; init; }
        public string Reserves { get; init; } = "[]";
    }

    private sealed class AvertissementRow
    {
        public int Session { get; init; }
        public int CodeCandidat { get; init; }
        public string Avertissements { get; init; } = "[]";
    }

    private sealed class TacheRow
    {
        public long Id { get; init; }
        public string Type { get; init; } = "";
        public string Sujet { get; init; } = "";
        public string Message { get; init; } = "";
        public DateTimeOffset CreeeLe { get; init; }
    }
}
