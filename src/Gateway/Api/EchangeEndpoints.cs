using System.Text;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Api;

/// <summary>The attempts of a delivery: how each ended, what was cleaned or cut on the way, and the bytes of both directions.</summary>
internal static class EchangeEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/livraisons/{id:long}/echanges", ListAsync).Consulte(ActeAudit.ContenuConsulte);
        group.MapGet("/echanges/{id:long}", DetailAsync).Consulte(ActeAudit.ContenuConsulte);
    }

    private static async Task<IResult> ListAsync(long id, HttpContext http, EchangesSuivi exchanges)
    {
        var rows = await exchanges.DeAsync(http.Etablissement().Code, id, http.RequestAborted);
        if (rows.Count > 0) http.Concerne(rows[0].Sujet);
        return ApiErrors.Json(rows.Select(Describe));
    }

    private static async Task<IResult> DetailAsync(long id, HttpContext http, EchangesSuivi exchanges)
    {
        if (await exchanges.ContenuAsync(http.Etablissement().Code, id, http.RequestAborted) is not { } row)
            return http.Error(StatusCodes.Status404NotFound, "id", $"Aucun échange n'a le numéro {id}.");
        http.Concerne(row.Sujet);
        return ApiErrors.Json(Describe(row));
    }

    private static object Describe(EchangeLu row) => new
    {
        row.Id, row.Revision, row.CommenceLe, row.TermineLe, row.Issue, row.Message,
        modifications = row.LireModifications(),
        requete = row.Requete is null ? null : Encoding.UTF8.GetString(row.Requete),
        reponse = row.Reponse is null ? null : Encoding.UTF8.GetString(row.Reponse),
    };
}
