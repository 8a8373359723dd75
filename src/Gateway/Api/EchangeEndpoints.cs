using System.Text;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Api;

/// <summary>The attempts of a delivery: how each ended, what was cleaned or cut on the way, and the bytes of both directions.</summary>
internal static class EchangeEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/livraisons/{id:long}/echanges", ListAsync).Consulte(ActeAudit.ContenuConsulte);
        group.MapGet("/echanges/{id:long}", DetailAsync).Consulte(ActeAudit.ContenuConsulte);
    }

    private static async Task<IResult> ListAsync(long id, HttpContext http, Database database)
    {
        var rows = await database.QueryAsync<EchangeRow>(
            """
            SELECT e.id, e.revision, e.commence_le, e.termine_le, e.issue, e.message, e.modifications, l.sujet FROM echange e
            JOIN livraison l ON l.id = e.livraison WHERE l.etablissement = @code AND l.id = @id ORDER BY e.id
            """,
            new { code = http.Etablissement().Code, id }, http.RequestAborted);
        if (rows.Count > 0) http.Concerne(rows[0].Sujet);
        return ApiErrors.Json(rows.Select(Describe));
    }

    private static async Task<IResult> DetailAsync(long id, HttpContext http, Database database, DataKeys keys)
    {
        if (await database.FirstOrDefaultAsync<EchangeRow>(
            "SELECT e.*, l.sujet FROM echange e JOIN livraison l ON l.id = e.livraison WHERE l.etablissement = @code AND e.id = @id",
            new { code = http.Etablissement().Code, id }, http.RequestAborted) is not { } row)
            return http.Error(StatusCodes.Status404NotFound, "id", $"Aucun échange n'a le numéro {id}.");
        http.Concerne(row.Sujet);
        row.Requete = await keys.OpenAsync(http.Etablissement().Code, EchangeColumns.Requete, row.Requete!, http.RequestAborted);
        row.Reponse = await keys.OpenAsync(http.Etablissement().Code, EchangeColumns.Reponse, row.Reponse!, http.RequestAborted);
        return ApiErrors.Json(Describe(row));
    }

    private static object Describe(EchangeRow row) => new
    {
        row.Id, row.Revision, row.CommenceLe, row.TermineLe, row.Issue, row.Message,
        modifications = row.Modifications is null ? null : JsonText.Read<List<Modification>>(row.Modifications),
        requete = row.Requete is null ? null : Encoding.UTF8.GetString(row.Requete),
        reponse = row.Reponse is null ? null : Encoding.UTF8.GetString(row.Reponse),
    };

    internal sealed class EchangeRow
    {
        public long Id { get; init; }
        public long Revision { get; init; }
        public DateTimeOffset CommenceLe { get; init; }
        public DateTimeOffset TermineLe { get; init; }
        public string Issue { get; init; } = "";
        public string? Message { get; init; }
        public string? Modifications { get; init; }
        public string? Sujet { get; init; }
        public byte[]? Requete { get; set; }
        public byte[]? Reponse { get; set; }
    }
}
