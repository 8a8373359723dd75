using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Api;

/// <summary>What an administrator follows: counts, holds, warnings, tasks, deliveries, with the names of whom they are about.</summary>
internal static class SuiviEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/synthese", async (HttpContext http, Synthese synthese) =>
            ApiErrors.Json(await synthese.OfAsync(http.Etablissement(), http.RequestAborted)));
        MapTasks(group);
        MapDeliveries(group);
        group.MapGet("/reserves", HoldsAsync).Consulte(ActeAudit.ListeConsultee);
        group.MapGet("/avertissements", WarningsAsync).Consulte(ActeAudit.ListeConsultee);
    }

    private static async Task<IResult> HoldsAsync(HttpContext http, Database database) =>
        ApiErrors.Json((await database.QueryAsync<CandidatRow>(
            """
            SELECT session, code_candidat, donnees, corrections, reserves FROM candidat WHERE etablissement = @code AND reserves <> '[]'
            ORDER BY session, code_candidat LIMIT 1000
            """,
            new { code = http.Etablissement().Code }, http.RequestAborted)).Select(r => new
        {
            r.Session, r.CodeCandidat, CandidatNames.Of(r).Nom, CandidatNames.Of(r).Prenom,
            Reserves = JsonText.Read<List<Reserve>>(r.Reserves),
        }));

    // Page by page: after a bad export there may be one for every candidate.
    private static async Task<IResult> WarningsAsync(int? session, int? page, HttpContext http, Database database) =>
        ApiErrors.Json((await database.QueryAsync<CandidatRow>(
            """
            SELECT session, code_candidat, donnees, corrections, avertissements FROM candidat
            WHERE etablissement = @code AND avertissements <> '[]'
            AND (@session IS NULL OR session = @session) ORDER BY session, code_candidat LIMIT 1000 OFFSET @skip
            """,
            new { code = http.Etablissement().Code, session, skip = (Math.Max(1, page ?? 1) - 1L) * 1000 }, http.RequestAborted))
            .Select(r => new
            {
                r.Session, r.CodeCandidat, CandidatNames.Of(r).Nom, CandidatNames.Of(r).Prenom,
                Avertissements = JsonText.Read<List<Avertissement>>(r.Avertissements),
            }));

    private static void MapTasks(RouteGroupBuilder group)
    {
        group.MapGet("/taches", async (HttpContext http, Database database, CandidatNames names) =>
            ApiErrors.Json(await names.NamedAsync(http.Etablissement().Code, await database.QueryAsync<TacheRow>(
                """
                SELECT id, type, sujet, message, creee_le FROM tache WHERE etablissement = @code AND terminee_le IS NULL
                ORDER BY id LIMIT 1000
                """,
                new { code = http.Etablissement().Code }, http.RequestAborted), t => Sujet.CandidatOf(t.Sujet), http.RequestAborted)))
            .Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/taches/{id:long}/terminer",
            async (long id, HttpContext http, Database database, AuditBook audit, TimeProvider time) =>
            await audit.ChangeAsync(
                database, new(ActeAudit.TacheTerminee, http.Etablissement().Code, FormattableString.Invariant($"tâche {id}")),
                "UPDATE tache SET terminee_le = @now, par = @par WHERE id = @id AND etablissement = @code AND terminee_le IS NULL",
                new { now = time.GetUtcNow(), par = http.Caller().Nom, id, code = http.Etablissement().Code }, http.RequestAborted)
                ? Results.NoContent() : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune tâche ouverte n'a le numéro {id}."));
    }

    private static void MapDeliveries(RouteGroupBuilder group)
    {
        group.MapGet("/livraisons", async (string? etat, HttpContext http, Database database, CandidatNames names) =>
            etat is not null && !EnumName.Is<EtatLivraison>(etat) ? Filters.Unknown<EtatLivraison>(http, "etat", etat)
            : ApiErrors.Json(await names.NamedAsync(http.Etablissement().Code, await database.QueryAsync<LivraisonRow>(
                "SELECT * FROM livraison WHERE etablissement = @code AND (@etat IS NULL OR etat = @etat) ORDER BY id LIMIT 1000",
                new { code = http.Etablissement().Code, etat }, http.RequestAborted), l => Sujet.CandidatOf(l.Sujet),
                http.RequestAborted))).Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/livraisons/{id:long}/relancer",
            async (long id, HttpContext http, Database database, AuditBook audit, ConfigurationDirectory directory, LivraisonSignal signal,
                TimeProvider time) =>
        {
            var sujet = await database.ScalarAsync<string>(
                "SELECT sujet FROM livraison WHERE id = @id AND etablissement = @code", new { id, code = http.Etablissement().Code },
                http.RequestAborted);
            if (sujet is not null && Sujet.CandidatOf(sujet) is { } candidat && directory.Current.Close(candidat.Session) is { } close)
                return http.Error(StatusCodes.Status409Conflict, "id", close.Refus);
            var sent = await audit.ChangeAsync(
                database, new(ActeAudit.LivraisonRelancee, http.Etablissement().Code, FormattableString.Invariant($"livraison {id}")),
                $"""
                UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', prochaine_tentative = @now, tentatives = 0,
                    a_regarder = FALSE
                WHERE id = @id AND etablissement = @code
                  AND etat IN ('{nameof(EtatLivraison.RefusMetier)}', '{nameof(EtatLivraison.AEnvoyer)}', '{nameof(EtatLivraison.AJour)}')
                """,
                new { now = time.GetUtcNow(), id, code = http.Etablissement().Code }, http.RequestAborted);
            signal.Wake(http.Etablissement().Code);
            return sent ? Results.Accepted()
                : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune livraison à relancer n'a le numéro {id}.");
        });
    }

    internal sealed class TacheRow
    {
        public long Id { get; init; }
        public string Type { get; init; } = "";
        public string Sujet { get; init; } = "";
        public string Message { get; init; } = "";
        public DateTimeOffset CreeeLe { get; init; }
    }
}
