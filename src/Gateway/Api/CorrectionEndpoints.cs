using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Api;

/// <summary>A person puts a value in the place of the source's, and takes it back.</summary>
internal static class CorrectionEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPut("/candidats/{session:int}/{codeCandidat:int}/corrections/{champ}",
            async (int session, int codeCandidat, string champ, CorrectionDemandee body, HttpContext http, CorrectionBook corrections) =>
                Answer(http, champ, await corrections.CorrectAsync(
                    http.Etablissement().Code, new CandidatKey(session, codeCandidat), champ, body.Valeur, http.Caller().Nom,
                    http.RequestAborted)));
        group.MapDelete("/candidats/{session:int}/{codeCandidat:int}/corrections/{champ}",
            async (int session, int codeCandidat, string champ, HttpContext http, CorrectionBook corrections) =>
                Answer(http, champ, await corrections.UndoAsync(
                    http.Etablissement().Code, new CandidatKey(session, codeCandidat), champ, http.Caller().Nom, http.RequestAborted)));
    }

    private static IResult Answer(HttpContext http, string champ, SuiteCorrection outcome) => outcome switch
    {
        { Refus: null } => Results.NoContent(),
        { Inconnu: true } => http.Error(StatusCodes.Status404NotFound, "codeCandidat", outcome.Refus),
        _ => http.Error(StatusCodes.Status400BadRequest, champ, outcome.Refus),
    };

    internal sealed record CorrectionDemandee(string? Valeur);
}
