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
using Parcoursup.Gateway.Engine.State.Taches;
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

    private static async Task<IResult> HoldsAsync(HttpContext http, ListesSuivi lists) =>
        ApiErrors.Json((await lists.ReservesAsync(http.Etablissement().Code, http.RequestAborted)).Select(r => new
        {
            r.Session, r.CodeCandidat, CandidatNames.Of(r).Nom, CandidatNames.Of(r).Prenom,
            Reserves = JsonText.Read<List<Reserve>>(r.Reserves),
        }));

    private static async Task<IResult> WarningsAsync(int? session, int? page, HttpContext http, ListesSuivi lists) =>
        ApiErrors.Json((await lists.AvertissementsAsync(http.Etablissement().Code, session, page ?? 1, http.RequestAborted))
            .Select(r => new
            {
                r.Session, r.CodeCandidat, CandidatNames.Of(r).Nom, CandidatNames.Of(r).Prenom,
                Avertissements = JsonText.Read<List<Avertissement>>(r.Avertissements),
            }));

    private static void MapTasks(RouteGroupBuilder group)
    {
        group.MapGet("/taches", async (HttpContext http, ListesSuivi lists, CandidatNames names) => ApiErrors.Json(await names.NamedAsync(
            http.Etablissement().Code, await lists.TachesAsync(http.Etablissement().Code, http.RequestAborted),
            t => Sujet.CandidatOf(t.Sujet), http.RequestAborted))).Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/taches/{id:long}/terminer", async (long id, HttpContext http, TacheGeste taches) =>
            await taches.TerminerAsync(http.Etablissement().Code, id, http.Caller().Nom, http.RequestAborted)
                ? Results.NoContent() : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune tâche ouverte n'a le numéro {id}."));
    }

    private static void MapDeliveries(RouteGroupBuilder group)
    {
        group.MapGet("/livraisons", async (EtatLivraison? etat, HttpContext http, ListesSuivi lists, CandidatNames names) =>
            ApiErrors.Json(await names.NamedAsync(http.Etablissement().Code,
                await lists.LivraisonsAsync(http.Etablissement().Code, etat?.ToString(), 0, ListesSuivi.Page, http.RequestAborted),
                l => Sujet.CandidatOf(l.Sujet), http.RequestAborted))).Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/livraisons/{id:long}/relancer", async (long id, HttpContext http, LivraisonRelance relance) =>
            await relance.RefusAsync(http.Etablissement().Code, id, http.RequestAborted) is { } refus
                ? http.Error(StatusCodes.Status409Conflict, "id", refus)
            : await relance.RelancerAsync(http.Etablissement().Code, id, http.RequestAborted) ? Results.Accepted()
            : http.Error(StatusCodes.Status404NotFound, "id", $"Aucune livraison à relancer n'a le numéro {id}."));
    }
}
