using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Api;

/// <summary>For one candidate: what happened, and why each wish is where it is.</summary>
internal static class ChronologieEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}/chronologie", TimelineAsync).Consulte(ActeAudit.DossierConsulte);
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}/explication", ExplainAsync).Consulte(ActeAudit.DossierConsulte);
    }

    private static async Task<IResult> TimelineAsync(int session, int codeCandidat, HttpContext http, CandidatTimeline timeline)
    {
        var lines = await timeline.OfAsync(http.Etablissement().Code, new CandidatKey(session, codeCandidat), http.RequestAborted);
        return lines.Count == 0 ? Unknown(http, session, codeCandidat) : ApiErrors.Json(lines);
    }

    private static async Task<IResult> ExplainAsync(int session, int codeCandidat, HttpContext http, FicheCandidat fiches) =>
        await fiches.DeAsync(http.Etablissement(), new CandidatKey(session, codeCandidat), http.RequestAborted) is not { } fiche
            ? Unknown(http, session, codeCandidat)
            : ApiErrors.Json(new
            {
                session, codeCandidat,
                evaluationEnAttente = fiche.Candidat.AEvaluer,
                voeux = fiche.Voeux,
                taches = fiche.Taches,
                fichier = fiche.Fichier,
                reserves = fiche.Reserves,
                corrections = fiche.Candidat.Corrections == "[]" ? null : fiche.Candidat.ReadCorrections(),
                avertissements = fiche.Avertissements,
            });

    private static IResult Unknown(HttpContext http, int session, int codeCandidat) =>
        http.Error(StatusCodes.Status404NotFound, "codeCandidat", $"Le dossier {codeCandidat} de la session {session} n'est pas connu.");
}
